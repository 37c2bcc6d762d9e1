package io.fettle.assessment.check;

import io.fettle.api.Scope;
import io.fettle.api.advisory.CveId;
import io.fettle.api.approval.Approvals;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.FleetItems.ComputerItems;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.Decisions;
import io.fettle.assessment.evaluation.Evaluation;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Holds what the index says of one computer against a plain evaluation of it. Thread-safe. */
public final class FleetCheck {
    private final Evaluation evaluation;
    private final Computers computers;
    private final FleetItems fleet;
    private final ChangeLog changes;
    private final PlainLook plain;

    public FleetCheck(
            Evaluation evaluation, Computers computers, FleetItems fleet, Approvals approvals, ChangeLog changes) {
        this.evaluation = evaluation;
        this.computers = computers;
        this.fleet = fleet;
        this.changes = changes;
        plain = new PlainLook(computers, fleet, approvals);
    }

    /** What evaluation worked with; as long as it is the same, answers are. */
    private record State(long fleetChanges, Layer layer, Decisions decisions, long changeRevision) {
        static State of(FleetIndex index, Layer layer, long changeRevision) {
            return new State(index.changes(), layer, layer.decisions(), changeRevision);
        }
    }

    private record Seen(State state, Set<CveId> flaws, Standing standing) {}

    /**
     * @param random chooses the flaws that are looked at
     * @return what differs; empty where nothing can be said, because something is changing or there is no such computer
     */
    Optional<List<String>> differing(int ordinal, RandomGenerator random) {
        Seen seen = evaluation.readingAt((index, layer, revision) -> {
            Set<SoftwareItem> items = IndexedLook.items(ordinal, index);
            Set<CveId> flaws = new FlawSample(index, layer.flaws(), random).of(ordinal, items);
            return new Seen(
                    State.of(index, layer, revision),
                    flaws,
                    IndexedLook.of(ordinal, items, flaws, index, layer, fleet));
        });
        Optional<Computer> computer = computer(ordinal);
        if (computer.isEmpty() || changes.latest() != seen.state().changeRevision()) {
            return Optional.empty();
        }
        Layer layer = seen.state().layer();
        Standing truth = plain.of(computer.get(), layer, seen.flaws());
        State now = evaluation.readingAt(State::of);
        boolean settled = now.equals(seen.state()) && changes.latest() == now.changeRevision();
        return settled ? Optional.of(truth.differing(seen.standing())) : Optional.empty();
    }

    private Optional<Computer> computer(int ordinal) {
        return evaluation
                .reading((index, layer) -> index.find(ordinal).map(Machine::id))
                .or(() -> fleet.of(ordinal).map(ComputerItems::id))
                .flatMap(id -> computers.find(id, Scope.all()));
    }
}
