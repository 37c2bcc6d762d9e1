package io.fettle.api.assessment;

/** The three words admins know, and one for what nobody knows. */
public enum HealthStatus {
    HEALTHY,
    VULNERABLE,
    HIGHLY_VULNERABLE,
    /** No inventory, or one older than a day. */
    UNKNOWN
}
