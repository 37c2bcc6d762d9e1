package io.fettle.inventory;

import io.fettle.api.inventory.Computer;
import io.fettle.spi.health.MetricSource.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the computers in one pass over the memory. */
final class FleetMetrics {
    /** Several times the poll interval that agents have by default: one that was silent for longer is off or cut off. */
    private static final Duration RECENTLY = Duration.ofHours(24);

    private FleetMetrics() {}

    static void measure(Fleet fleet, Instant now, Metrics target) {
        Map<Computer.State, Long> states = new EnumMap<>(Computer.State.class);
        long since = now.minus(RECENTLY).toEpochMilli();
        long[] heard = new long[1];
        fleet.present().forEach(member -> {
            states.merge(member.standing().state(), 1L, Long::sum);
            if (member.seen().atMillis() >= since) {
                heard[0]++;
            }
        });
        for (Computer.State state : Computer.State.values()) {
            if (state != Computer.State.REMOVED) {
                target.gauge(
                        "computers",
                        "Computers that are known",
                        Map.of("state", state.name().toLowerCase(Locale.ROOT)),
                        states.getOrDefault(state, 0L));
            }
        }
        target.gauge("computers_heard", "Computers that were heard of within a day, directly or by a relay", heard[0]);
    }
}
