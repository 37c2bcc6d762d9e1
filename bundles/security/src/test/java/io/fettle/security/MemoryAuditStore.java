package io.fettle.security;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.audit.AuditChain;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditTrail.RecordedEntry;
import io.fettle.spi.store.AuditStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The audit in a list. */
public final class MemoryAuditStore implements AuditStore {
    private final List<RecordedEntry> rows = new ArrayList<>();

    @Override
    public synchronized List<RecordedEntry> append(List<AuditEntry> entries) {
        List<RecordedEntry> added = new ArrayList<>();
        for (AuditEntry entry : entries) {
            String previous = rows.isEmpty()
                    ? AuditChain.START
                    : rows.get(rows.size() - 1).chain();
            long number = rows.size() + 1L;
            RecordedEntry row = new RecordedEntry(number, entry, AuditChain.link(previous, number, entry));
            rows.add(row);
            added.add(row);
        }
        return added;
    }

    @Override
    public synchronized Page<RecordedEntry> page(Optional<String> action, PageRequest page) {
        List<RecordedEntry> found = new ArrayList<>(rows.stream()
                .filter(r -> action.isEmpty() || r.entry().action().equals(action.get()))
                .toList());
        Collections.reverse(found);
        return new Page<>(found.stream().skip(page.offset()).limit(page.limit()).toList(), found.size());
    }

    @Override
    public synchronized List<RecordedEntry> after(long number, int max) {
        return rows.stream().filter(r -> r.number() > number).limit(max).toList();
    }

    public synchronized List<String> actions() {
        return rows.stream().map(r -> r.entry().action()).toList();
    }

    public synchronized List<String> details(String name) {
        return rows.stream()
                .flatMap(r -> Optional.ofNullable(r.entry().details().get(name)).stream())
                .toList();
    }
}
