package io.fettle.api.assessment;

/** How bad. Unknown is never low. */
public enum Severity {
    UNKNOWN,
    LOW,
    MODERATE,
    IMPORTANT,
    CRITICAL
}
