package io.fettle.assessment.verdict;

/** How much a missing update counts; each includes those before it. */
public enum Weight {
    /** Missing. */
    ANY,
    /** Missing, and about security. */
    SECURITY,
    /** Missing, and as bad as {@link HealthPolicy#isUrgent} says. */
    URGENT;

    static Weight of(Verdict verdict) {
        if (HealthPolicy.isUrgent(verdict)) {
            return URGENT;
        }
        return verdict.security() ? SECURITY : ANY;
    }
}
