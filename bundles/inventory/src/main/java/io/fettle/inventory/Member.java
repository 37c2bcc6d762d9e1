package io.fettle.inventory;

import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.spi.store.ComputerStore.ComputerRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A computer in memory. Its changing parts are replaced whole, each by one writer at a time; readers need no lock. */
final class Member {
    private final ComputerId id;
    private final int ordinal;
    private final boolean demo;
    private final Instant enrolledAt;
    private volatile Standing standing;
    private volatile Seen seen;
    private volatile @Nullable HeldInventory inventory;

    Member(ComputerRow row) {
        id = row.id();
        ordinal = row.ordinal();
        demo = row.demo();
        enrolledAt = row.enrolledAt();
        standing = new Standing(row.officeId(), row.groups(), row.state());
        seen = new Seen(row.lastSeenAt().map(Instant::toEpochMilli).orElse(0L), row.via());
    }

    ComputerId id() {
        return id;
    }

    int ordinal() {
        return ordinal;
    }

    Standing standing() {
        return standing;
    }

    Seen seen() {
        return seen;
    }

    Optional<HeldInventory> inventory() {
        return Optional.ofNullable(inventory);
    }

    boolean isRemoved() {
        return standing.state() == Computer.State.REMOVED;
    }

    void set(Standing next) {
        standing = next;
        if (next.state() == Computer.State.REMOVED) {
            inventory = null;
        }
    }

    void set(HeldInventory next) {
        inventory = next;
    }

    /** @return whether this is newer than what was known */
    synchronized boolean set(Seen next) {
        if (next.atMillis() <= seen.atMillis()) {
            return false;
        }
        seen = next;
        return true;
    }

    ComputerRow row(Standing as) {
        Seen last = seen;
        return new ComputerRow(
                id, ordinal, as.officeId(), as.groups(), as.state(), demo, enrolledAt, last.at(), last.via());
    }

    Computer computer() {
        Standing now = standing;
        Seen last = seen;
        Optional<HeldInventory> held = inventory();
        return new Computer(
                id,
                ordinal,
                now.officeId(),
                now.groups(),
                now.state(),
                demo,
                held.map(inventory -> FactsCodec.decode(inventory.facts())),
                held.map(inventory -> Instant.ofEpochMilli(inventory.atMillis())),
                last.at(),
                last.via(),
                enrolledAt);
    }

    /** Where it belongs and what it may do. */
    record Standing(String officeId, List<String> groups, Computer.State state) {
        Standing {
            groups = List.copyOf(groups);
        }

        Standing in(Computer.State next) {
            return new Standing(officeId, groups, next);
        }
    }

    /** @param atMillis 0 for never */
    record Seen(long atMillis, String via) {
        Optional<Instant> at() {
            return atMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(atMillis));
        }
    }
}
