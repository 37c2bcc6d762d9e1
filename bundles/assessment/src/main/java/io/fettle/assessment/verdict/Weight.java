package io.fettle.assessment.verdict;

import io.fettle.api.assessment.HealthStatus;

/**
 * How much a missing update counts.
 *
 * @param health what a computer comes to that misses it
 * @param security whether it is about security
 */
public record Weight(HealthStatus health, boolean security) {
    /** Whether it counts at all. */
    public boolean counts() {
        return health != HealthStatus.HEALTHY;
    }

    public boolean isUrgent() {
        return health == HealthStatus.HIGHLY_VULNERABLE;
    }
}
