package io.fettle.applier.dnf;

import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.applier.OrderRun;
import io.fettle.applier.RefusedException;
import io.fettle.applier.dnf.LaidOut.Brought;
import io.fettle.applier.process.Commands.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** dnf with nothing but the repositories that were laid out for one order. */
final class DnfRun implements OrderRun {
    private static final Logger LOG = LoggerFactory.getLogger(DnfRun.class);

    private final Dnf dnf;
    private final LaidOut laidOut;
    private final Unfinished unfinished;

    DnfRun(Dnf dnf, LaidOut laidOut, Unfinished unfinished) {
        this.dnf = dnf;
        this.laidOut = laidOut;
        this.unfinished = unfinished;
    }

    @Override
    public void expect(List<Step> wanted) {
        Answer answer = dnf.plan(laidOut.own(), order(wanted));
        answer.failed().ifPresent(why -> {
            throw new RefusedException(why);
        });
        RefusedException.require(
                answer.removed().isEmpty(), "plan.removes", "packages", String.join(" ", answer.removed()));
        Set<PlannedChange> ordered = wanted.stream().map(Step::change).collect(Collectors.toSet());
        if (!new HashSet<>(answer.changes()).equals(ordered)) {
            throw new RefusedException(TaskState.FAILED, Reason.of("plan.differs"), answer.changes());
        }
    }

    @Override
    public Ended run(List<Step> wanted, Path log, Consumer<ProcessHandle> started) {
        Path order = order(wanted);
        unfinished.begin(wanted);
        Ended ended = dnf.run(laidOut.own(), order, log, started);
        if (cameToItsEnd(ended)) {
            unfinished.end();
        }
        return ended;
    }

    /** Its words tell, not its status: whoever is killed has none of his own. */
    private static boolean cameToItsEnd(Ended ended) {
        return ended.output().endsWith("end\n");
    }

    @Override
    public Reason why(Ended ended) {
        return Answer.of(ended).failed().orElseGet(() -> Reason.of("dnf.failed", "words", Answer.end(ended.errors())));
    }

    @Override
    public List<Reason> remarks(Ended ended) {
        List<String> problems = Answer.of(ended).problems();
        return problems.isEmpty()
                ? List.of()
                : List.of(Reason.of("dnf.script_failed", "words", Answer.end(String.join("; ", problems))));
    }

    @Override
    public void markAutomatic(List<Step> added) {
        if (!added.isEmpty()) {
            dnf.mark(laidOut.own(), order(added))
                    .failed()
                    .ifPresent(why -> LOG.warn("dnf does not know yet that nobody wished for {}: {}", added, why));
        }
    }

    private Path order(List<Step> wanted) {
        List<Brought> repositories = laidOut.repositories();
        List<String> lines = new ArrayList<>();
        for (Brought one : repositories) {
            lines.add(String.join("\t", "repository", one.id(), one.directory()));
        }
        for (Step step : wanted) {
            String id = repositories.stream()
                    .filter(one -> one.has(step))
                    .map(Brought::id)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No repository for " + step.name()));
            String named = step.upgrades() ? "1" : "";
            lines.add(String.join("\t", "step", step.name(), step.arch(), named, step.to(), id));
            lines.add(String.join(
                    "\t", "change", step.name(), step.arch(), step.from().orElse(""), step.to()));
            step.replaces()
                    .forEach(gone -> lines.add(String.join(
                            "\t", "replaces", step.name(), step.arch(), gone.name(), gone.arch(), gone.version())));
        }
        try {
            return Files.write(laidOut.own().resolve("order"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("The order cannot be written down for dnf", e);
        }
    }
}
