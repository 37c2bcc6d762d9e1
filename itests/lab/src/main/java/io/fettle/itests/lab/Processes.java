package io.fettle.itests.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Programs that go on when the lab's own process has ended. Each leaves a file with its process id and the time at which
 * it began, so that a later process can end it, and nothing else that got the same id.
 */
final class Processes {
    private static final Path NOTHING = Path.of("/dev/null");

    private final Path directory;

    Processes(Path directory) {
        this.directory = directory;
    }

    ProcessHandle start(String name, Path log, Map<String, String> environment, List<String> command) {
        List<String> own = new ArrayList<>(List.of("setsid")); // Ctrl-C at the lab must not reach it
        own.addAll(command);
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.resolveSibling(""));
            ProcessBuilder builder = new ProcessBuilder(own);
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.redirectInput(NOTHING.toFile());
            ProcessHandle process = builder.start().toHandle();
            Files.writeString(directory.resolve(name), process.pid() + " " + began(process));
            return process;
        } catch (IOException e) {
            throw new LabException("Cannot start " + name, e);
        }
    }

    Optional<ProcessHandle> running(String name) {
        try {
            String[] words = Files.readString(directory.resolve(name), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", 2);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(p -> began(p) == Long.parseLong(words[1]))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Ends it the hard way: kill -9. */
    void kill(String name) {
        running(name).ifPresent(p -> {
            List<ProcessHandle> all = new ArrayList<>(p.descendants().toList());
            all.add(p);
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> awaitEnd(one, Duration.ofSeconds(10)));
        });
    }

    void killAll() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                kill(String.valueOf(file.getFileName()));
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new LabException("Cannot end what runs in the lab; see " + directory, e);
        }
    }

    private static void awaitEnd(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new LabException("Process " + process.pid() + " does not end", e);
        }
    }

    private static long began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
