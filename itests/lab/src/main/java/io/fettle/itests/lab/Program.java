package io.fettle.itests.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The server at head office or the relay in the branch: its program, its state, its process. */
public final class Program {
    private static final int LINES = 40;

    private final String name;
    private final String namespace;
    private final Path program;
    private final Path state;
    private final List<String> options;
    private final Processes processes;

    Program(String name, String namespace, Path program, Path state, List<String> options, Processes processes) {
        this.name = name;
        this.namespace = namespace;
        this.program = program;
        this.state = state;
        this.options = List.copyOf(options);
        this.processes = processes;
    }

    public Path state() {
        return state;
    }

    public boolean running() {
        return processes.running(name).isPresent();
    }

    public void start() {
        FileTrees.directory(state);
        processes.start(
                name,
                console(),
                Map.of(
                        "FETTLE_STATE", state.toString(),
                        "FETTLE_JAVA_OPTIONS", String.join(" ", options),
                        "JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        program.resolve("bin/fettle-" + name).toString()));
    }

    /** As a power cut would: kill -9. */
    public void kill() {
        processes.kill(name);
    }

    /** What it said last, for a failure. */
    public String lastWords() {
        return tail(state.resolve("log/fettle.log")) + tail(console());
    }

    private Path console() {
        return state.resolve("log/console.log");
    }

    static String tail(Path file) {
        try {
            if (!Files.exists(file)) {
                return "";
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return "--- " + file + "\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size())) + "\n";
        } catch (IOException e) {
            return "--- " + file + " cannot be read\n";
        }
    }
}
