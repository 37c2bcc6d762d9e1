package io.fettle.assessment.verdict;

/**
 * Counts of one computer; all others are parts of the first.
 *
 * @param counting those that make a computer vulnerable at least, by the policy; without what is declined
 * @param urgent those that make it highly vulnerable; without what is declined
 * @param overdue those that are missing for too long; without what is declined
 */
public record Tally(int missing, int security, int counting, int urgent, int overdue, int declined) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);
}
