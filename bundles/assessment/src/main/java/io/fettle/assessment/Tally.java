package io.fettle.assessment;

/**
 * Counts of one computer; all others are parts of the first.
 *
 * @param urgent see {@link HealthPolicy#isUrgent}; without what is declined
 */
record Tally(int missing, int security, int urgent, int declined) {
    static final Tally NONE = new Tally(0, 0, 0, 0);
}
