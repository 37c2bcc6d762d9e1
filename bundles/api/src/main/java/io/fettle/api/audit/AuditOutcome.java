package io.fettle.api.audit;

/** Whether what was tried took effect. */
public enum AuditOutcome {
    DONE,
    REFUSED
}
