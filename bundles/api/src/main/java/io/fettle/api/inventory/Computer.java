package io.fettle.api.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A managed machine.
 *
 * @param ordinal dense number for bitmaps
 * @param facts empty until its first inventory
 * @param inventoryAt when its inventory was taken in; empty until the first
 * @param via {@code direct} or the relay id that it was last heard through
 */
public record Computer(
        ComputerId id,
        int ordinal,
        String officeId,
        List<String> groups,
        State state,
        boolean demo,
        Optional<ComputerFacts> facts,
        Optional<Instant> inventoryAt,
        Optional<Instant> lastSeenAt,
        String via,
        Instant enrolledAt) {
    public Computer {
        groups = List.copyOf(groups);
    }

    /** Where a computer stands in its life. */
    public enum State {
        ACTIVE,
        QUARANTINED,
        REMOVED
    }
}
