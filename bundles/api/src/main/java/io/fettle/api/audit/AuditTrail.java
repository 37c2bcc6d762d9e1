package io.fettle.api.audit;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import java.util.Optional;

/** Reads the audit, newest first. Thread-safe. */
public interface AuditTrail {
    /** @param action only entries with this action, or all where empty */
    Page<RecordedEntry> entries(Optional<String> action, PageRequest page);

    /**
     * An entry as recorded: numbered from 1 without gaps, and chained, so that a removed or changed entry shows.
     *
     * @param chain SHA-256 over the previous entry's chain value and this entry's content, hexadecimal
     */
    record RecordedEntry(long number, AuditEntry entry, String chain) {}
}
