package io.fettle.assessment;

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
import io.fettle.api.inventory.Simulation;
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
final class Evaluation {
    private final Computers computers;
    private final FleetItems fleet;
    private final Approvals approvals;
    private final FleetIndex index;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private Layer layer;
    private long changeRevision;

    Evaluation(Computers computers, FleetItems fleet, Approvals approvals, Catalog.Revision first) {
        this.computers = computers;
        this.approvals = approvals;
        this.fleet = fleet;
        index = new FleetIndex(fleet::item);
        layer = new Layer(first, fleet, Decisions.NONE);
    }

    /** Takes in the whole fleet. */
    void load() {
        decided(approvals.rulings(Scope.all()));
        Filter active = new Filter(
                Optional.empty(), Optional.empty(), Optional.of(Computer.State.ACTIVE), Optional.empty(), "hostname");
        List<Computer> page;
        int offset = 0;
        do {
            page = computers
                    .list(active, Scope.all(), new PageRequest(offset, PageRequest.MAX_LIMIT))
                    .items();
            page.forEach(this::put);
            offset += page.size();
        } while (page.size() == PageRequest.MAX_LIMIT);
    }

    /** Judges one computer anew; called by the evaluating thread only. */
    void refresh(ComputerId id) {
        Optional<Computer> computer =
                computers.find(id, Scope.all()).filter(found -> found.state() == Computer.State.ACTIVE);
        if (computer.isPresent()) {
            put(computer.get());
            return;
        }
        index.find(id).ifPresent(gone -> writing(() -> index.remove(gone.ordinal(), layer)));
    }

    /** Looks up what was decided about these patches; called by the evaluating thread only. */
    void decided(Set<PatchId> patches) {
        Map<PatchId, Ruling> rulings = new HashMap<>();
        patches.forEach(patch -> rulings.put(patch, approvals.of(patch, Scope.all())));
        decided(rulings);
    }

    private void decided(Map<PatchId, Ruling> rulings) {
        Decisions before = layer.decisions();
        Decisions next = before.with(rulings);
        RoaringBitmap concerned = new RoaringBitmap();
        next.declinedOtherwise(before, rulings.keySet())
                .forEach(patch -> Optional.ofNullable(layer.columns().get(patch))
                        .ifPresent(column -> concerned.or(column.computers())));
        Map<Integer, Tally> recounted = new HashMap<>();
        concerned.forEach((int ordinal) ->
                index.find(ordinal).ifPresent(machine -> recounted.put(ordinal, layer.tally(machine, next))));
        writing(() -> layer.decided(next, recounted));
    }

    private void put(Computer computer) {
        Machine machine = machine(computer);
        layer.prepare(machine);
        writing(() -> index.put(machine, layer));
    }

    private Machine machine(Computer computer) {
        Optional<ComputerItems> items = fleet.of(computer.ordinal());
        String platform = computer.facts().map(Platforms::of).orElse("");
        return new Machine(
                computer.id(),
                computer.ordinal(),
                computer.officeId(),
                computer.groups(),
                computer.facts().map(facts -> facts.rebootRequired()).orElse(false),
                items.isPresent(),
                items.map(ComputerItems::setup).filter(setup -> setup >= 0).map(setup -> new Kind(setup, platform)),
                platform,
                items.map(found -> Machine.bitmap(found.items())).orElseGet(RoaringBitmap::new),
                items.map(found -> Machine.bitmap(found.held())).orElseGet(RoaringBitmap::new),
                items.flatMap(ComputerItems::simulation).map(Simulation::basis).orElse(""));
    }

    /** Judges everything by another catalog revision; readers see the old one until all is done. */
    void rebuild(Catalog.Revision revision) {
        Layer next = new Layer(revision, fleet, layer.decisions());
        index.fill(next);
        writing(() -> layer = next);
    }

    void caughtUp(long revision) {
        writing(() -> changeRevision = revision);
    }

    long changeRevision() {
        return reading((i, l) -> changeRevision);
    }

    long catalogRevision() {
        return reading((i, l) -> l.revision().number());
    }

    /** Reads one state. Must be short. */
    <T> T reading(BiFunction<FleetIndex, Layer, T> read) {
        lock.readLock().lock();
        try {
            return read.apply(index, layer);
        } finally {
            lock.readLock().unlock();
        }
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
