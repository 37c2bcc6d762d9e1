package io.fettle.inventory;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.InventoryError;
import io.fettle.api.inventory.InventoryIntake.Reported;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.spi.store.ComputerStore;
import io.fettle.spi.store.ComputerStore.ComputerRow;
import io.fettle.spi.store.ComputerStore.InventoryRow;
import io.fettle.spi.store.ItemStore;
import io.fettle.spi.store.PendingChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the fleet: first the store, then memory. Its lock is held across the store's commit on purpose: new
 * item numbers must be durable before anybody uses them, and memory must change in the order of the commits. Readers
 * never take it. Whoever gets it commits everything that waits (group commit).
 */
final class FleetWriter {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_GROUP = 500;
    static final String UNKNOWN = "inventory.unknown_computer";
    static final String TOO_BIG = "inventory.too_big";

    private final Fleet fleet;
    private final ComputerStore computers;
    private final ItemStore items;
    private final RelationBudget budget;
    private final ReentrantLock writing = new ReentrantLock();
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

    FleetWriter(Fleet fleet, ComputerStore computers, ItemStore items) {
        this(fleet, computers, items, RelationBudget.usual(fleet.items()));
    }

    FleetWriter(Fleet fleet, ComputerStore computers, ItemStore items, RelationBudget budget) {
        this.fleet = fleet;
        this.computers = computers;
        this.items = items;
        this.budget = budget;
    }

    /** Idempotent, since an enrolment that was cut off is tried again. */
    Computer enrol(ComputerId id, String officeId, List<String> groups, boolean approved, boolean demo, Instant at) {
        return exclusively(() -> {
            Optional<Member> known = fleet.member(id);
            if (known.isPresent()) {
                return known.get().computer();
            }
            if (fleet.everKnew(id)) {
                throw new FettleException(
                        InventoryError.UNKNOWN_COMPUTER, "Computer " + id + " was removed; enrol it anew");
            }
            Computer.State state = approved ? Computer.State.ACTIVE : Computer.State.QUARANTINED;
            ComputerRow row =
                    new ComputerRow(id, fleet.count(), officeId, groups, state, demo, at, Optional.empty(), "direct");
            computers.insert(
                    List.of(row),
                    List.of(new PendingChange(Topic.COMPUTER, row.id().value())));
            Member member = new Member(row);
            fleet.add(member);
            return member.computer();
        });
    }

    /** @return whether that changed anything */
    boolean setState(ComputerId id, Computer.State state) {
        return exclusively(() -> {
            Member member = fleet.member(id)
                    .orElseThrow(() -> new FettleException(
                            InventoryError.UNKNOWN_COMPUTER, "There is no computer " + id + "; look at the list"));
            if (member.standing().state() == state) {
                return false;
            }
            Member.Standing next = member.standing().in(state);
            computers.update(List.of(member.row(next)), List.of(new PendingChange(Topic.COMPUTER, id.value())));
            member.set(next);
            fleet.reshaped();
            return true;
        });
    }

    /** Durable when it returns; one commit for these and for all that wait with them. */
    Map<ComputerId, Reason> accept(Map<ComputerId, Reported> reports) {
        Map<ComputerId, Reason> refused = new LinkedHashMap<>();
        Waiting mine = new Waiting();
        reports.forEach((id, reported) -> {
            Optional<Reason> problem = InventoryRules.problem(reported.inventory());
            if (problem.isPresent()) {
                refused.put(id, problem.get());
            } else {
                mine.reports.put(id, reported);
            }
        });
        if (!mine.reports.isEmpty()) {
            queue.add(mine);
            exclusively(() -> {
                commitUntilDone(mine);
                return true;
            });
            refused.putAll(mine.outcome());
        }
        return refused;
    }

    /** Returns when every write that had begun is in memory too. */
    void settle() {
        exclusively(() -> true);
    }

    private void commitUntilDone(Waiting mine) {
        while (!mine.done) {
            List<Waiting> group = takeGroup();
            try {
                commit(group);
            } catch (RuntimeException e) {
                group.forEach(waiting -> waiting.failure = e);
            } finally {
                group.forEach(waiting -> waiting.done = true);
            }
        }
    }

    private List<Waiting> takeGroup() {
        List<Waiting> group = new ArrayList<>();
        int size = 0;
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            group.add(next);
            size += next.reports.size();
            if (size >= MAX_GROUP) {
                break;
            }
        }
        return group;
    }

    private void commit(List<Waiting> group) {
        Interned<SoftwareItem>.Draft newItems = fleet.items().draft();
        Interned<PackageSetup>.Draft newSetups = fleet.setups().draft();
        ItemNumbers numbers = new ItemNumbers(newItems, budget);
        InventoryEncoder encoder = new InventoryEncoder(numbers::numberOf, newSetups::numberOf);
        ArrivalLog arrivals = new ArrivalLog(fleet.items()::get, numbers::numberOf);
        Map<Integer, InventoryRow> rows = new LinkedHashMap<>();
        Set<ComputerId> changed = new LinkedHashSet<>();
        for (Waiting waiting : group) {
            waiting.reports.forEach((id, reported) -> {
                Optional<Member> member = fleet.member(id);
                if (member.isEmpty()) {
                    waiting.refused.put(id, Reason.of(UNKNOWN));
                    return;
                }
                numbers.of(member.get());
                InventoryRow row = encoder.encode(member.get().ordinal(), reported);
                if (tooBig(row)) {
                    waiting.refused.put(id, Reason.of(TOO_BIG));
                    return;
                }
                rows.put(row.ordinal(), dated(row, member.get(), reported, arrivals));
                changed.add(id);
            });
        }
        storeNew(newItems, newSetups);
        if (rows.isEmpty()) {
            return;
        }
        computers.saveInventories(
                List.copyOf(rows.values()),
                changed.stream()
                        .map(id -> new PendingChange(Topic.COMPUTER, id.value()))
                        .toList());
        rows.values().forEach(this::publish);
    }

    /** What a computer has when it first reports was there from the first. */
    private static InventoryRow dated(InventoryRow row, Member member, Reported reported, ArrivalLog arrivals) {
        return member.inventory()
                .map(before -> row.withArrivals(
                        Arrays.equals(before.items(), row.items())
                                ? before.arrivals()
                                : arrivals.after(before, reported.inventory(), reported.at())))
                .orElse(row);
    }

    private void storeNew(Interned<SoftwareItem>.Draft newItems, Interned<PackageSetup>.Draft newSetups) {
        if (!newItems.added().isEmpty()) {
            List<ItemStore.ItemRow> rows = new ArrayList<>();
            newItems.added().forEach((item, number) -> rows.add(new ItemStore.ItemRow(number, item)));
            items.insertItems(rows);
            newItems.publish();
            budget.keep();
        }
        if (!newSetups.added().isEmpty()) {
            List<ItemStore.SetupRow> rows = new ArrayList<>();
            newSetups.added().forEach((setup, number) -> rows.add(InventoryEncoder.setupRow(number, setup)));
            items.insertSetups(rows);
            newSetups.publish();
        }
    }

    private void publish(InventoryRow row) {
        Member member = fleet.member(row.ordinal());
        HeldInventory next = HeldInventory.of(row);
        boolean renamed = member.inventory()
                .map(before -> !before.hostname().equals(next.hostname()))
                .orElse(true);
        member.set(next);
        if (renamed) {
            fleet.reshaped();
        }
    }

    private static boolean tooBig(InventoryRow row) {
        return row.items().length > InventoryRow.MAX_ITEMS
                || row.held().length > InventoryRow.MAX_ITEMS
                || row.facts().length > InventoryRow.MAX_FACTS
                || row.simulation().length > InventoryRow.MAX_SIMULATION;
    }

    private <T> T exclusively(Supplier<T> write) {
        boolean mine = false;
        try {
            mine = writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!mine) {
                throw new FettleException(
                        InventoryError.BUSY,
                        "The inventory could not be written within " + PATIENCE.toSeconds()
                                + " s, because other writes take that long; try again");
            }
            return write.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FettleException(InventoryError.BUSY, "The server is stopping; try again", e);
        } finally {
            if (mine) {
                writing.unlock();
            }
        }
    }

    /** One caller's inventories. Its fields are handed over by the lock. */
    private static final class Waiting {
        private final Map<ComputerId, Reported> reports = new LinkedHashMap<>();
        private final Map<ComputerId, Reason> refused = new HashMap<>();
        private @Nullable RuntimeException failure;
        private boolean done;

        Map<ComputerId, Reason> outcome() {
            if (failure != null) {
                throw failure;
            }
            return refused;
        }
    }
}
