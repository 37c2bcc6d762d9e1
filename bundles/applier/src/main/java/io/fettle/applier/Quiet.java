package io.fettle.applier;

import io.fettle.api.FettleException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until nobody else is changing the system. */
final class Quiet {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration LONGEST_RUN = Duration.ofHours(6);
    private static final long STEP_MILLIS = 500;

    private final Path lock;

    /** @param lock which package managers take for as long as they work */
    Quiet(Path lock) {
        this.lock = lock;
    }

    /** @throws FettleException of code {@link ApplierError#BUSY} where it takes too long */
    void awaitLock() throws IOException {
        if (!Files.exists(lock)) {
            return;
        }
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            while (!free(file)) {
                if (System.nanoTime() > deadline) {
                    throw busy("Another package manager has been at work for " + LIMIT.toMinutes() + " minutes");
                }
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("Broken off while another package manager was at work");
        }
    }

    private static boolean free(FileChannel file) throws IOException {
        try (FileLock taken = file.tryLock()) {
            return taken != null;
        }
    }

    /** Waits for a process that an applier before us started. @param process its id and when it began */
    static void awaitEnd(String process) {
        String[] parts = process.split(" ", 2);
        Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(p -> startOf(p).equals(parts[1]));
        if (handle.isEmpty()) {
            return;
        }
        try {
            handle.get().onExit().get(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw busy("The package manager of an earlier run does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("Broken off while waiting for an earlier run");
        }
    }

    static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static FettleException busy(String message) {
        return new FettleException(ApplierError.BUSY, message);
    }
}
