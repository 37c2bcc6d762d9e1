package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.assessment.FindingState;
import io.fettle.assessment.evaluation.Installable;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.ReckonedItems;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** Whether one computer can install its missing updates now: by its own dry run, or by what packages say of one another. */
final class Applicability {
    private static final String PHASED = "phased";

    private final Machine machine;
    private final Optional<Installable> installable;
    private final Optional<ReckonedItems> reckoned;

    /** @param always whether to reckon also where the computer's own dry run decides */
    Applicability(Layer layer, Machine machine, boolean always) {
        this.machine = machine;
        installable = layer.installable(machine);
        reckoned = always || installable.isEmpty() ? layer.reckoned(machine) : Optional.empty();
    }

    /** @param why gets the steps by which that was decided */
    FindingState state(int number, Verdict verdict, List<Reason> why) {
        if (verdict.state() != FindingState.MISSING) {
            return verdict.state();
        }
        if (machine.holds(number)) {
            why.add(Reason.of("finding.held"));
            return FindingState.HELD;
        }
        return installable
                .map(dryRun -> byItsOwnWord(dryRun, number, verdict, why))
                .orElseGet(() -> byReckoning(number, why));
    }

    /** The computer's own word counts; where the server reckons otherwise, that is said. */
    private FindingState byItsOwnWord(Installable dryRun, int number, Verdict verdict, List<Reason> why) {
        Optional<Reason> obstacle = reckoned.flatMap(items -> items.keptBack(number));
        if (dryRun.takes(verdict)) {
            why.add(Reason.of("finding.installable_now"));
            if (obstacle.isPresent()) {
                why.add(Reason.of("finding.disagrees_blocked"));
                why.add(obstacle.get());
            }
            return FindingState.MISSING;
        }
        Reason kept = dryRun.keptBack(verdict).orElseGet(() -> Reason.of("finding.not_in_simulation"));
        why.add(kept);
        if (kept.code().contains(PHASED)) {
            return FindingState.PHASED;
        }
        if (obstacle.isPresent()) {
            why.add(obstacle.get());
        } else if (reckoned.filter(ReckonedItems::complete).isPresent()) {
            why.add(Reason.of("finding.disagrees_installable"));
        }
        return FindingState.BLOCKED;
    }

    private FindingState byReckoning(int number, List<Reason> why) {
        Optional<Reason> obstacle = reckoned.flatMap(items -> items.keptBack(number));
        if (obstacle.isEmpty()) {
            why.add(Reason.of("finding.not_simulated"));
            return FindingState.MISSING;
        }
        why.add(Reason.of("finding.reckoned"));
        why.add(obstacle.get());
        return FindingState.BLOCKED;
    }
}
