package io.fettle.assessment.fleet;

import io.fettle.api.inventory.FleetItems;
import java.time.Duration;
import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/** Whether an inventory is good enough to say anything by. */
public final class Uncertain {
    static final Duration FRESH = Duration.ofHours(24);

    private final FleetItems fleet;
    private final long nowMillis;

    public Uncertain(FleetItems fleet, long nowMillis) {
        this.fleet = fleet;
        this.nowMillis = nowMillis;
    }

    public boolean isOld(Machine machine) {
        return isOld(machine.ordinal());
    }

    /** When it was last confirmed that the inventory is what the computer has. */
    public Instant confirmedAt(Machine machine) {
        return Instant.ofEpochMilli(fleet.confirmedAtMillis(machine.ordinal()));
    }

    private boolean isOld(int ordinal) {
        return nowMillis - fleet.confirmedAtMillis(ordinal) > FRESH.toMillis();
    }

    /** Those of some whose inventories are too old. */
    public void addOld(RoaringBitmap some, RoaringBitmap old) {
        some.forEach((int ordinal) -> {
            if (isOld(ordinal)) {
                old.add(ordinal);
            }
        });
    }

    /** Those with an inventory, but an old one. */
    public RoaringBitmap old(FleetIndex index, RoaringBitmap among) {
        RoaringBitmap old = new RoaringBitmap();
        addOld(RoaringBitmap.and(index.byPlatform().union(platform -> true), among), old);
        return old;
    }
}
