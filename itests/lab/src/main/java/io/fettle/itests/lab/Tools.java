package io.fettle.itests.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of the operating system to their end. */
public final class Tools {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path NOTHING = Path.of("/dev/null");

    private Tools() {}

    /** @param output what it printed, errors included */
    public record Ended(int status, String output) {}

    /** @throws LabException where it fails, with what it said */
    public static String run(String... command) {
        return run(LIMIT, List.of(command));
    }

    public static String run(Duration limit, List<String> command) {
        Ended ended = ended(limit, command);
        if (ended.status() != 0) {
            throw new LabException(String.join(" ", command) + " failed (" + ended.status() + "): "
                    + ended.output().strip());
        }
        return ended.output();
    }

    /** Runs it, whatever becomes of it. */
    public static Ended ended(Duration limit, List<String> command) {
        try {
            Path output = Files.createTempFile("fettle-lab", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command);
                builder.environment().putAll(Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"));
                builder.redirectErrorStream(true);
                builder.redirectOutput(output.toFile());
                builder.redirectInput(NOTHING.toFile());
                Process process = builder.start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    throw new LabException(String.join(" ", command) + " did not end within " + limit.toSeconds()
                            + " s: " + Files.readString(output, StandardCharsets.ISO_8859_1));
                }
                return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new LabException(String.join(" ", command) + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("Interrupted", e);
        }
    }
}
