package io.fettle.assessment.verdict;

import io.fettle.api.assessment.HealthStatus;

/**
 * How much a missing update counts, by the rules of a day.
 *
 * @param health what a computer comes to that misses it
 * @param security whether it is about security
 * @param overdueBefore whoever has had the package since before this day of the epoch is overdue; {@link #NEVER} where nobody
 *     is yet
 */
public record Weight(HealthStatus health, boolean security, int overdueBefore) {
    public static final int NEVER = Integer.MIN_VALUE;

    /** For those who have had the package since this day. */
    public Share share(int since) {
        return new Share(health, security, since < overdueBefore);
    }
}
