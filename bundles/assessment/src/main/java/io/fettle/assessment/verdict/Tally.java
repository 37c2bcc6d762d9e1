package io.fettle.assessment.verdict;

/**
 * Counts of one computer; all others are parts of the first.
 *
 * @param urgent see {@link HealthPolicy#isUrgent}; without what is declined
 */
public record Tally(int missing, int security, int urgent, int declined) {
    public static final Tally NONE = new Tally(0, 0, 0, 0);
}
