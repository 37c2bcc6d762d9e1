package io.fettle.exchange;

import io.fettle.protocol.MessageKind;
import io.fettle.spi.health.MetricSource.Metrics;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How check-ins ended since the start. Thread-safe. */
final class CheckInCounts {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void accepted() {
        accepted.increment();
    }

    /** Passes over what is no check-in. */
    void refused(MessageKind kind) {
        if (kind == MessageKind.CHECK_IN) {
            refused.increment();
        }
    }

    void measure(Metrics target) {
        count(target, "accepted", accepted);
        count(target, "refused", refused);
    }

    private static void count(Metrics target, String outcome, LongAdder count) {
        target.counter(
                "check_ins_total",
                "Check-ins of computers, directly or by a relay",
                Map.of("outcome", outcome),
                count.doubleValue());
    }
}
