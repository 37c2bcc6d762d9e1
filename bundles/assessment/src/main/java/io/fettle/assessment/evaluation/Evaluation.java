package io.fettle.assessment.evaluation;

import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Ruling;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.Computers.Filter;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.FleetItems.ComputerItems;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.fleet.Machines;
import io.fettle.assessment.verdict.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import org.roaringbitmap.RoaringBitmap;

/**
 * The index under its lock. One thread writes; what is slow (verdicts, a new layer) it does before it takes the write
 * lock, so readers wait for a few bits only.
 */
public final class Evaluation {
    private final Computers computers;
    private final FleetItems fleet;
    private final Approvals approvals;
    private final Machines machines;
    private final FirstSeenBook firstSeen;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private FleetIndex index;
    private Layer layer;
    private long changeRevision;
    private boolean loaded;

    public Evaluation(
            Computers computers,
            FleetItems fleet,
            Approvals approvals,
            Catalog.Revision first,
            FirstSeenBook firstSeen) {
        this.firstSeen = firstSeen;
        this.computers = computers;
        this.approvals = approvals;
        this.fleet = fleet;
        machines = new Machines(fleet);
        index = new FleetIndex(fleet::item, fleet::setup);
        layer = new Layer(first, fleet, Decisions.NONE, Rules.STANDARD, firstSeen);
    }

    /** Takes in the whole fleet; readers see it when all is done. */
    void load(Rules rules) {
        firstSeen.load();
        FleetIndex next = new FleetIndex(fleet::item, fleet::setup);
        Filter active = new Filter(
                Optional.empty(), Optional.empty(), Optional.of(Computer.State.ACTIVE), Optional.empty(), "hostname");
        List<Computer> page;
        int offset = 0;
        do {
            page = computers
                    .list(active, Scope.all(), new PageRequest(offset, PageRequest.MAX_LIMIT))
                    .items();
            page.forEach(computer -> next.put(machines.of(computer)));
            offset += page.size();
        } while (page.size() == PageRequest.MAX_LIMIT);
        Decisions decisions = Decisions.NONE.with(approvals.rulings(Scope.all()));
        Layer made = new LayerBuilder(next, firstSeen).whole(layer.revision(), fleet, decisions, rules);
        writing(() -> {
            index = next;
            layer = made;
            loaded = true;
        });
    }

    /** Judges one computer anew; called by the evaluating thread only. */
    void refresh(ComputerId id) {
        Optional<Computer> computer =
                computers.find(id, Scope.all()).filter(found -> found.state() == Computer.State.ACTIVE);
        if (computer.isPresent()) {
            put(machines.of(computer.get()));
            return;
        }
        index.find(id)
                .ifPresent(gone -> writing(() -> {
                    layer.remove(gone);
                    index.remove(gone);
                    forgetKind(gone);
                }));
    }

    private void put(Machine machine) {
        layer.prepare(machine);
        writing(() -> {
            Optional<Machine> before = index.find(machine.ordinal());
            before.ifPresent(layer::remove);
            index.put(machine);
            layer.add(machine);
            before.ifPresent(this::forgetKind);
        });
    }

    /** Computers that change their setup again and again would leave verdicts behind that nobody asks for. */
    private void forgetKind(Machine gone) {
        gone.kind().filter(kind -> !index.kinds().containsKey(kind)).ifPresent(layer::forget);
    }

    /** Looks up what was decided about these patches; called by the evaluating thread only. */
    void decided(Set<PatchId> patches) {
        if (patches.isEmpty()) {
            return;
        }
        Map<PatchId, Ruling> rulings = new HashMap<>();
        patches.forEach(patch -> rulings.put(patch, approvals.of(patch, Scope.all())));
        Decisions before = layer.decisions();
        Decisions next = before.with(rulings);
        PatchColumns counted = layer.columns().copy();
        Set<PatchId> otherwise = next.declinedOtherwise(before, patches);
        for (PatchId patch : otherwise) {
            RoaringBitmap was = before.declinedFor(patch, index);
            RoaringBitmap is = next.declinedFor(patch, index);
            counted.decided(patch, RoaringBitmap.andNot(is, was), RoaringBitmap.andNot(was, is));
        }
        if (!otherwise.isEmpty()) {
            counted.decidedInstead(
                    otherwise, patch -> before.declinedFor(patch, index), patch -> next.declinedFor(patch, index));
        }
        writing(() -> layer.decided(next, counted));
    }

    /** Judges by another catalog revision what it changed; readers see the old one until all is done. */
    void rebuild(Catalog.Revision revision) {
        Layer next = new LayerBuilder(index, firstSeen).next(layer, revision, fleet);
        writing(() -> {
            next.columns().settle();
            layer = next;
        });
    }

    /** Makes all counts by other rules; readers see the old ones until all is done. */
    void judgeBy(Rules rules) {
        Layer made = new LayerBuilder(index, firstSeen).whole(layer.revision(), fleet, layer.decisions(), rules);
        writing(() -> layer = made);
    }

    Rules rules() {
        return reading((i, l) -> l.rules());
    }

    /**
     * Takes a computer out of everything, and in again; then makes all counts anew, for nobody knows what else is wrong.
     * Called by the evaluating thread only.
     */
    void repair(int ordinal) {
        Optional<Machine> known = index.find(ordinal)
                .map(Machine::id)
                .or(() -> fleet.of(ordinal).map(ComputerItems::id))
                .flatMap(id -> computers.find(id, Scope.all()))
                .filter(computer -> computer.state() == Computer.State.ACTIVE)
                .map(machines::of);
        writing(() -> {
            index.scrub(ordinal);
            known.ifPresent(index::put);
        });
        Layer whole =
                new LayerBuilder(index, firstSeen).whole(layer.revision(), fleet, layer.decisions(), layer.rules());
        writing(() -> layer = whole);
    }

    /** What was found out on the way is durable when this returns. */
    void settle() {
        firstSeen.flush();
    }

    void caughtUp(long revision) {
        writing(() -> changeRevision = revision);
    }

    public long changeRevision() {
        return reading((i, l) -> changeRevision);
    }

    long catalogRevision() {
        return reading((i, l) -> l.revision().number());
    }

    /** Reads one state. Must be short. */
    public <T> T reading(BiFunction<FleetIndex, Layer, T> read) {
        lock.readLock().lock();
        try {
            return read.apply(index, layer);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Reads one state that the change log's revision is a part of: -1 as long as the fleet was not taken in. */
    public interface Reading<T> {
        T read(FleetIndex index, Layer layer, long changeRevision);
    }

    public <T> T readingAt(Reading<T> read) {
        return reading((i, l) -> read.read(i, l, loaded ? changeRevision : -1));
    }

    private void writing(Runnable write) {
        lock.writeLock().lock();
        try {
            write.run();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
