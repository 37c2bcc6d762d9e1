package io.fettle.applier.apt;

import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.applier.OrderRun;
import io.fettle.applier.RefusedException;
import io.fettle.applier.process.Commands;
import io.fettle.applier.process.Commands.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** apt-get with one configuration and nothing but the steps of one order. Blocks for hours at most. */
final class AptGet implements OrderRun {
    private static final Duration UPDATE_LIMIT = Duration.ofMinutes(10);
    private static final Duration PLAN_LIMIT = Duration.ofMinutes(5);
    /** Longer than anything: a run that is broken off has to be healed. */
    private static final Duration RUN_LIMIT = Duration.ofHours(6);

    private static final int MAX_WORDS = 1500;
    private static final List<String> INSTALL = List.of(
            "-y",
            "-q",
            "--no-remove",
            "--no-install-recommends",
            "--only-upgrade",
            "--mark-auto",
            "-o",
            "Dpkg::Use-Pty=0",
            "-o",
            "DPkg::Lock::Timeout=600",
            "-o",
            "Dpkg::Options::=--force-confdef",
            "-o",
            "Dpkg::Options::=--force-confold",
            "install",
            "--");

    private final Commands commands;
    private final Path configuration;

    AptGet(Commands commands, Path configuration) {
        this.commands = commands;
        this.configuration = configuration;
    }

    /** apt reads and verifies the lists of the private repository. */
    void update() {
        Ended ended = commands.ask(command(List.of("-q", "update")), UPDATE_LIMIT);
        if (ended.status() != 0) {
            throw new RefusedException(Reason.of("apt.lists_refused", "words", words(ended)));
        }
    }

    @Override
    public void expect(List<Step> wanted) {
        List<String> action = new ArrayList<>(List.of("-s"));
        action.addAll(install(wanted));
        Ended ended = commands.ask(command(action), PLAN_LIMIT);
        RefusedException.require(ended.status() == 0, "plan.refused", "words", words(ended));
        Plan plan = parse(ended);
        Set<PlannedChange> ordered = wanted.stream().map(Step::change).collect(Collectors.toSet());
        RefusedException.require(
                plan.removed().isEmpty(), "plan.removes", "packages", String.join(" ", plan.removed()));
        if (!new HashSet<>(plan.changes()).equals(ordered)) {
            throw new RefusedException(TaskState.FAILED, Reason.of("plan.differs"), plan.changes());
        }
    }

    @Override
    public Ended run(List<Step> wanted, Path log, Consumer<ProcessHandle> started) {
        return commands.act(command(install(wanted)), RUN_LIMIT, log, started);
    }

    @Override
    public void markAutomatic(List<Step> added) {
        if (!added.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("apt-mark", "auto", "--"));
            added.forEach(step -> command.add(step.name() + ':' + step.arch()));
            commands.ask(command, PLAN_LIMIT);
        }
    }

    @Override
    public List<Reason> remarks(Ended ended) {
        return List.of();
    }

    /** By what apt said: it has only one status for everything. */
    @Override
    public Reason why(Ended ended) {
        String said = ended.errors();
        String code = said.contains("Could not get lock") || said.contains("is held by process")
                ? "apt.locked"
                : said.contains("No space left on device") || said.contains("enough free space")
                        ? "apt.disk_full"
                        : said.contains("Held packages were changed")
                                ? "apt.held"
                                : said.contains("Hash Sum mismatch") || said.contains("could not be authenticated")
                                        ? "apt.untrusted"
                                        : said.contains("Sub-process") && said.contains("dpkg")
                                                ? "apt.package_failed"
                                                : "apt.failed";
        return Reason.of(code, "words", words(ended));
    }

    static String words(Ended ended) {
        String words = ended.errors()
                .lines()
                .filter(line -> line.startsWith("E:") || line.startsWith("dpkg: error"))
                .map(String::strip)
                .collect(Collectors.joining(" "));
        String all = words.isEmpty() ? ended.errors().strip() : words;
        return all.length() > MAX_WORDS ? all.substring(all.length() - MAX_WORDS) : all;
    }

    private List<String> command(List<String> action) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-c", configuration.toString()));
        command.addAll(action);
        return command;
    }

    /** Only what is installed is named; what is new has to be needed by that. */
    private static List<String> install(List<Step> wanted) {
        List<String> action = new ArrayList<>(INSTALL);
        wanted.stream()
                .filter(step -> step.from().isPresent())
                .forEach(step -> action.add(step.name() + ':' + step.arch() + '=' + step.to()));
        return action;
    }

    private static Plan parse(Ended ended) {
        try {
            return Plan.parse(ended.output());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.of("plan.unreadable", "words", String.valueOf(e.getMessage())));
        }
    }
}
