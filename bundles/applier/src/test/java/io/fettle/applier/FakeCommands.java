package io.fettle.applier;

import io.fettle.applier.process.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A computer with packages of architecture "all", and an apt that does what it is told to plan. */
final class FakeCommands implements Commands {
    final Map<String, String> installed = new TreeMap<>();
    final List<String> targets = new ArrayList<>();
    final List<List<String>> acts = new ArrayList<>();
    /** Lines of apt's dry run. */
    final List<String> plan = new ArrayList<>();

    String audit = "";
    int updateStatus;
    /** What happens when apt really runs. */
    Runnable run = () -> {};

    @Override
    public Ended ask(List<String> command, Duration limit) {
        if (command.contains("indextargets")) {
            return said(String.join("\n", targets) + "\n");
        }
        if (command.get(0).equals("dpkg-query")) {
            StringBuilder lines = new StringBuilder();
            installed.forEach((name, version) -> lines.append(name + "\tall\t" + version + "\tinstall ok installed\n"));
            return said(lines.toString());
        }
        if (command.contains("--audit")) {
            return said(audit);
        }
        if (command.contains("update")) {
            return new Ended(updateStatus, "", updateStatus == 0 ? "" : "E: BADSIG");
        }
        if (command.contains("-s")) {
            return said(String.join("\n", plan) + "\n");
        }
        return said("");
    }

    @Override
    public Ended act(List<String> command, Duration limit, Path log, Consumer<ProcessHandle> started) {
        acts.add(command);
        started.accept(ended());
        run.run();
        return said("");
    }

    private static ProcessHandle ended() {
        try {
            Process process = new ProcessBuilder("true").start();
            process.waitFor();
            return process.toHandle();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Ended said(String words) {
        return new Ended(0, words, "");
    }
}
