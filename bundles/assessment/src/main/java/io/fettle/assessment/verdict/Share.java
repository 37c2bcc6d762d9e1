package io.fettle.assessment.verdict;

import io.fettle.api.assessment.HealthStatus;

/**
 * What those who miss a patch have alike, as far as it is counted.
 *
 * @param health what they come to by that
 * @param security whether it is about security
 * @param overdue whether they have been missing it for too long
 */
public record Share(HealthStatus health, boolean security, boolean overdue) {
    /** Whether it counts in their health at all. */
    public boolean counts() {
        return health != HealthStatus.HEALTHY;
    }

    public boolean isUrgent() {
        return health == HealthStatus.HIGHLY_VULNERABLE;
    }
}
