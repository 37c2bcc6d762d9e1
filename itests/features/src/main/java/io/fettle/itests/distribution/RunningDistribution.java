package io.fettle.itests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A distribution in a process of its own. Closing it stops the process, by force if it doesn't end by itself. */
public final class RunningDistribution implements AutoCloseable {
    private static final long POLL_NANOS = Duration.ofMillis(100).toNanos();
    private static final int STOP_TIMEOUT_SECONDS = 30;

    private final Process process;
    private final Path state;

    RunningDistribution(Process process, Path state) {
        this.process = process;
        this.state = state;
    }

    /** Waits until the inspector sees what is asked for; at the deadline returns what it saw last, for the test to judge. */
    public Inspection awaitInspection(Predicate<Inspection> wanted, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Inspection last = inspection();
        while (!wanted.test(last) && System.nanoTime() < deadline && process.isAlive()) {
            LockSupport.parkNanos(POLL_NANOS);
            last = inspection();
        }
        return last;
    }

    public Inspection inspection() {
        return Inspection.parse(lines(state.resolve(Inspector.REPORT)));
    }

    /** The program's log, one event a line; empty as long as there is none. */
    public List<String> log() {
        return lines(state.resolve("log/fettle.log"));
    }

    /** What the process wrote to its standard output and error. */
    public List<String> console() {
        return lines(state.resolve("console.log"));
    }

    /** TCP ports on which the process listens, on whatever address. */
    public Set<Integer> listeningPorts() {
        return ListeningPorts.of(process.pid());
    }

    /** Waits until something is true of it; returns at the deadline in any case, for the test to judge. */
    public void await(Predicate<RunningDistribution> wanted, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!wanted.test(this) && System.nanoTime() < deadline && process.isAlive()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks the process to end and says whether it did so by itself. */
    public boolean stop() {
        process.destroy();
        try {
            return process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (!stop()) {
            process.destroyForcibly();
        }
    }

    private static List<String> lines(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
