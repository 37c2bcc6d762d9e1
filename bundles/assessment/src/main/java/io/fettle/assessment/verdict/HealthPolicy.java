package io.fettle.assessment.verdict;

import io.fettle.api.assessment.HealthStatus;

/**
 * Turns counts into one word: critical or important updates missing, others missing, none missing. What is
 * declined counts as if it were not missing.
 */
public final class HealthPolicy {
    private HealthPolicy() {}

    /** Critical or important; what a security archive has counts as important until somebody rated it. */
    public static boolean isUrgent(Verdict verdict) {
        return switch (verdict.fixes().severity()) {
            case CRITICAL, IMPORTANT -> true;
            case UNKNOWN -> verdict.security();
            case MODERATE, LOW -> false;
        };
    }

    /** Of a computer that can be judged. */
    public static HealthStatus of(Tally tally) {
        if (tally.urgent() > 0) {
            return HealthStatus.HIGHLY_VULNERABLE;
        }
        return tally.missing() > tally.declined() ? HealthStatus.VULNERABLE : HealthStatus.HEALTHY;
    }
}
