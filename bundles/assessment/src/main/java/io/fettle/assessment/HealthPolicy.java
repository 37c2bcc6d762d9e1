package io.fettle.assessment;

import io.fettle.api.assessment.HealthStatus;
import java.time.Duration;

/** Turns counts into one word. Nothing vouches for severities yet, so whatever a security archive has is important. */
final class HealthPolicy {
    private static final Duration FRESH = Duration.ofHours(24);

    private HealthPolicy() {}

    /** @param judged whether there are any metadata to judge the computer by */
    static HealthStatus of(Machine machine, Tally tally, boolean judged, long confirmedAtMillis, long nowMillis) {
        if (!machine.hasInventory() || !judged || nowMillis - confirmedAtMillis > FRESH.toMillis()) {
            return HealthStatus.UNKNOWN;
        }
        if (tally.security() > 0) {
            return HealthStatus.HIGHLY_VULNERABLE;
        }
        return tally.missing() > 0 ? HealthStatus.VULNERABLE : HealthStatus.HEALTHY;
    }
}
