package io.fettle.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of the instance: the server or the agent. It goes on when the launcher has ended. For one thread. */
final class Part {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final String HOME_OPTION = "\"-Dkaraf.home=";

    private final String name;
    private final Path program;
    private final Path state;
    private long logBegin;

    /** @param name {@code server} or {@code agent} */
    Part(String name, Instance instance) {
        this.name = name;
        this.program = instance.program(name);
        this.state = instance.state(name);
    }

    String name() {
        return name;
    }

    Path state() {
        return state;
    }

    Optional<ProcessHandle> running() {
        return pidFile().flatMap(Part::parse).filter(ProcessHandle::isAlive).filter(p -> !isDefunct(p));
    }

    /** It has ended, but nobody has asked how: where the first process of a container does not care, that is for good. */
    private static boolean isDefunct(ProcessHandle process) {
        try {
            String line = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
            return line.startsWith(" Z", line.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false; // Not Linux, or gone, which isAlive tells.
        }
    }

    /** @param javaOptions system properties for it */
    void start(List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid"); // Ctrl-C at the launcher must not reach it
        }
        command.add(program.resolve("bin/fettle-" + name).toString());
        try {
            Files.createDirectories(state.resolve("log"));
            logBegin = Files.exists(log()) ? Files.size(log()) : 0;
            ProcessBuilder builder = new ProcessBuilder(command);
            Map<String, String> environment = builder.environment();
            environment.put("FETTLE_STATE", state.toString());
            environment.put("FETTLE_JAVA_OPTIONS", String.join(" ", javaOptions));
            builder.redirectErrorStream(true);
            builder.redirectOutput(console().toFile());
            builder.redirectInput(new File("/dev/null"));
            Process process = builder.start();
            remember(process.toHandle());
        } catch (IOException e) {
            throw new LauncherException("cannot start the " + name + " from " + program, e);
        }
    }

    /** The next start takes up nothing of the platform that this one has unpacked; what has to last lies elsewhere. */
    void startAfresh() {
        Path version = state.resolve("runtime/version");
        try {
            Files.deleteIfExists(version);
        } catch (IOException e) {
            throw new LauncherException("cannot remove " + version, e);
        }
    }

    /** Ends it, first kindly. Returns false where it did not run. */
    boolean stop() {
        Optional<ProcessHandle> process = running();
        if (process.isEmpty()) {
            return false;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            process.get().destroyForcibly();
        }
        return true;
    }

    /** Where the program lies that its last start took, as the start script wrote down; empty before the first one. */
    Optional<Path> startedProgram() {
        try {
            return Files.readAllLines(state.resolve("runtime/jvm-options")).stream()
                    .filter(line -> line.startsWith(HOME_OPTION) && line.endsWith("\""))
                    .map(line -> Path.of(line.substring(HOME_OPTION.length(), line.length() - 1)))
                    .findFirst();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    Path console() {
        return state.resolve("log/console.log");
    }

    Path log() {
        return state.resolve("log/fettle.log");
    }

    /** The last lines that it wrote, since it was started where that was here; for an error message. */
    String lastWords() {
        try {
            String words = Files.exists(log()) ? LogTail.since(log(), logBegin) : "";
            return words.isEmpty() ? LogTail.of(console()) : words;
        } catch (IOException e) {
            return "(no log)";
        }
    }

    /** A process id alone may belong to somebody else by now, so the time at which it began is kept too. */
    private void remember(ProcessHandle process) throws IOException {
        long began = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        Files.writeString(state.resolve("process"), process.pid() + " " + began + "\n");
    }

    private Optional<String> pidFile() {
        try {
            return Optional.of(Files.readString(state.resolve("process")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> parse(String line) {
        String[] words = line.split(" ", 3);
        if (words.length != 2 || !words[0].matches("[0-9]{1,10}") || !words[1].matches("[0-9]{1,15}")) {
            return Optional.empty();
        }
        long began = Long.parseLong(words[1]);
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(p -> began == 0
                        || p.info().startInstant().map(Instant::toEpochMilli).orElse(0L) == began);
    }
}
