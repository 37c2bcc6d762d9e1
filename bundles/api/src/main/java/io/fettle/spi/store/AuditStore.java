package io.fettle.spi.store;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditTrail.RecordedEntry;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the audit. Only ever appends. Thread-safe; blocks.
 *
 * <p>Times are kept to the millisecond. Lengths: actor and subject 300, action 100, names of details 100, values 500; at
 * most 20 details. The audit service sees to them.
 */
public interface AuditStore {

    /**
     * Appends entries in this order in one transaction and returns when they are durable. Numbers have no gaps and each
     * chain value is {@link io.fettle.api.audit.AuditChain#link} of the one before it ({@code AuditChain.START} for number
     * 1), also when several threads append at once.
     */
    List<RecordedEntry> append(List<AuditEntry> entries);

    /** Newest first. @param action only entries with exactly this action, or all where empty */
    Page<RecordedEntry> page(Optional<String> action, PageRequest page);

    /** Entries with a number greater than {@code number}, oldest first, at most {@code max} (1 to 1,000). */
    List<RecordedEntry> after(long number, int max);
}
