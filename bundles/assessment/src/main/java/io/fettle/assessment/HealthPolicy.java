package io.fettle.assessment;

import io.fettle.api.assessment.HealthStatus;

/**
 * Turns counts into one word: critical or important updates missing, others missing, none missing. What is
 * declined counts as if it were not missing.
 */
final class HealthPolicy {
    private HealthPolicy() {}

    /** Critical or important; what a security archive has counts as important until somebody rated it. */
    static boolean isUrgent(Verdict verdict) {
        return switch (verdict.fixes().severity()) {
            case CRITICAL, IMPORTANT -> true;
            case UNKNOWN -> verdict.security();
            case MODERATE, LOW -> false;
        };
    }

    /** @param judged whether there are any metadata to judge the computer by */
    static HealthStatus of(Machine machine, Tally tally, boolean judged, long confirmedAtMillis, long nowMillis) {
        if (!machine.hasInventory() || !judged || nowMillis - confirmedAtMillis > Uncertain.FRESH.toMillis()) {
            return HealthStatus.UNKNOWN;
        }
        if (tally.urgent() > 0) {
            return HealthStatus.HIGHLY_VULNERABLE;
        }
        return tally.missing() > tally.declined() ? HealthStatus.VULNERABLE : HealthStatus.HEALTHY;
    }
}
