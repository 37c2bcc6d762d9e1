package io.fettle.api.audit;

/** Writes the audit. Thread-safe; blocks until the entry is durable. Server and relay each have one. */
public interface Audit {
    void record(AuditEntry entry);
}
