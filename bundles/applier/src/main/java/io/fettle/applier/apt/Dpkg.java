package io.fettle.applier.apt;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.applier.ApplierError;
import io.fettle.applier.process.Commands;
import io.fettle.applier.process.Commands.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * dpkg's own state, and how to heal it. Configuring what is left over is not enough after an interruption: only installing
 * the same package again is, so packages are kept until dpkg has nothing to complain about.
 */
final class Dpkg {
    private static final Duration QUERY_LIMIT = Duration.ofMinutes(2);
    private static final Duration HEAL_LIMIT = Duration.ofHours(2);
    private static final int MAX_WORDS = 1500;

    private final Commands commands;

    Dpkg(Commands commands) {
        this.commands = commands;
    }

    InstalledPackages installed() {
        Ended ended = commands.ask(
                List.of("dpkg-query", "-W", "-f", "${Package}\\t${Architecture}\\t${Version}\\t${Status}\\n"),
                QUERY_LIMIT);
        if (ended.status() != 0) {
            throw new FettleException(
                    ApplierError.COMMAND_FAILED,
                    "dpkg-query failed: " + ended.errors().strip());
        }
        return InstalledPackages.parse(ended);
    }

    /** What dpkg finds wrong, in its words; empty is well. */
    String audit() {
        Ended ended = commands.ask(List.of("dpkg", "--audit"), QUERY_LIMIT);
        String words = (ended.output() + ended.errors()).strip();
        String found = words.isEmpty() && ended.status() != 0 ? "dpkg --audit failed" : words;
        return found.length() > MAX_WORDS ? found.substring(0, MAX_WORDS) : found;
    }

    /**
     * Heals what an interruption left, as far as the packages kept reach.
     *
     * @param steps of the order that was interrupted; none where it was somebody else's run
     * @param kept directory with their packages, by digest
     * @return what is still wrong; empty is well
     */
    String heal(List<Step> steps, Path kept, Path log) throws IOException {
        // 1. Finish what only waits to be configured; this also takes in what dpkg had not written down properly.
        configure(log);
        if (audit().isEmpty()) {
            return "";
        }
        // 2. Install the very same packages again.
        InstalledPackages now = installed();
        List<String> command = new ArrayList<>(List.of("dpkg", "--force-confdef", "--force-confold", "--install"));
        int options = command.size();
        for (Step step : steps) {
            Path file = kept.resolve(step.digest().hex());
            if (now.broken(step) && intact(file, step)) {
                command.add(file.toString());
            }
        }
        if (command.size() > options) {
            commands.act(command, HEAL_LIMIT, log, process -> {});
            configure(log);
        }
        return audit();
    }

    private void configure(Path log) {
        commands.act(
                List.of("dpkg", "--force-confdef", "--force-confold", "--configure", "-a"),
                HEAL_LIMIT,
                log,
                process -> {});
    }

    private static boolean intact(Path file, Step step) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in).equals(step.digest());
        }
    }
}
