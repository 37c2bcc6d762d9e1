package io.fettle.agent.hand;

import io.fettle.api.FettleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs with a bare environment, closed input, a limit of time and bounded output. Each run has two threads that
 * end with it. Thread-safe.
 */
public final class ProcessCommands implements Commands {
    private static final int MAX_ERRORS = 16 * 1024;
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "LC_ALL",
            "C",
            "PATH",
            "/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND",
            "noninteractive",
            "COLUMNS",
            "200");

    @Override
    public <T> Ended<T> run(List<String> command, Duration limit, Reader<T> output) {
        Process process = start(command);
        try {
            process.getOutputStream().close();
            CompletableFuture<T> said = read("fettle-command-out", () -> output.read(process.getInputStream()));
            CompletableFuture<String> errors =
                    read("fettle-command-err", () -> firstAndDrain(process.getErrorStream()));
            long deadline = System.nanoTime() + limit.toNanos();
            T result = said.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            String complaint = errors.get(left(deadline), TimeUnit.NANOSECONDS);
            if (!process.waitFor(left(deadline), TimeUnit.NANOSECONDS)) {
                throw failed(command, "took over " + limit.toSeconds() + " s", null);
            }
            return new Ended<>(process.exitValue(), result, complaint);
        } catch (TimeoutException e) {
            throw failed(command, "took over " + limit.toSeconds() + " s", e);
        } catch (ExecutionException | IOException e) {
            throw failed(command, "gave output that cannot be used", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(command, "was broken off because the agent stops", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        try {
            return builder.start();
        } catch (IOException e) {
            throw failed(command, "could not be started", e);
        }
    }

    private static <T> CompletableFuture<T> read(String name, Source<T> source) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        result.complete(source.read());
                    } catch (IOException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                },
                name);
        reader.setDaemon(true);
        reader.start();
        return result;
    }

    private static String firstAndDrain(InputStream in) throws IOException {
        String first = new String(in.readNBytes(MAX_ERRORS), StandardCharsets.UTF_8);
        byte[] rest = new byte[MAX_ERRORS];
        while (in.read(rest) >= 0) {
            // The program must not hang on a full pipe.
        }
        return first;
    }

    private static long left(long deadline) {
        return Math.max(1, deadline - System.nanoTime());
    }

    private static FettleException failed(List<String> command, String how, @Nullable Exception cause) {
        return new FettleException(HandError.COMMAND_FAILED, command.get(0) + " " + how, cause);
    }

    /** Where output comes from. */
    @FunctionalInterface
    private interface Source<T> {
        T read() throws IOException;
    }
}
