package io.fettle.assessment;

import io.fettle.api.inventory.FleetItems;
import java.time.Duration;

/** Whether an inventory is good enough to say anything by. */
final class Uncertain {
    static final Duration FRESH = Duration.ofHours(24);

    private final FleetItems fleet;
    private final long nowMillis;

    Uncertain(FleetItems fleet, long nowMillis) {
        this.fleet = fleet;
        this.nowMillis = nowMillis;
    }

    boolean isOld(Machine machine) {
        return nowMillis - fleet.confirmedAtMillis(machine.ordinal()) > FRESH.toMillis();
    }
}
