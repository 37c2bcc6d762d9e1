package io.fettle.api.advisory;

/** How bad. Unknown is never low. */
public enum Severity {
    UNKNOWN,
    LOW,
    MODERATE,
    IMPORTANT,
    CRITICAL;

    private static final double MODERATE_FROM = 4;
    private static final double IMPORTANT_FROM = 7;
    private static final double CRITICAL_FROM = 9;

    /** The band of a CVSS base score, as in the qualitative scale of CVSS v3.1 and v4.0; none (0.0) is low. */
    public static Severity ofBaseScore(double score) {
        if (score >= CRITICAL_FROM) {
            return CRITICAL;
        }
        if (score >= IMPORTANT_FROM) {
            return IMPORTANT;
        }
        return score >= MODERATE_FROM ? MODERATE : LOW;
    }
}
