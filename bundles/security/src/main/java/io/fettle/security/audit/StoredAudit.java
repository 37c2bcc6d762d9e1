package io.fettle.security.audit;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.audit.AuditTrail;
import io.fettle.spi.health.MetricSource;
import io.fettle.spi.store.AuditStore;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The audit over its store. Cuts what comes from outside to the store's lengths instead of losing the entry. */
@Component
public final class StoredAudit implements Audit, AuditTrail, MetricSource {
    private static final int MAX_NAME = 300;
    private static final int MAX_ACTION = 100;
    private static final int MAX_VALUE = 500;
    private static final int MAX_DETAILS = 20;

    private final AuditStore store;
    private final LongAdder done = new LongAdder();
    private final LongAdder refused = new LongAdder();

    @Activate
    public StoredAudit(@Reference AuditStore store) {
        this.store = store;
    }

    @Override
    public void record(AuditEntry entry) {
        store.append(List.of(bounded(entry)));
        (entry.outcome() == AuditOutcome.DONE ? done : refused).increment();
    }

    @Override
    public void measure(Metrics target) {
        count(target, "done", done);
        count(target, "refused", refused);
    }

    private static void count(Metrics target, String outcome, LongAdder count) {
        target.counter(
                "audit_entries_total",
                "Entries that this process wrote to the audit",
                Map.of("outcome", outcome),
                count.doubleValue());
    }

    @Override
    public Page<RecordedEntry> entries(Optional<String> action, PageRequest page) {
        return store.page(action, page);
    }

    private static AuditEntry bounded(AuditEntry entry) {
        Map<String, String> details = new TreeMap<>();
        new TreeMap<>(entry.details())
                .entrySet().stream()
                        .limit(MAX_DETAILS)
                        .forEach(d -> details.put(cut(d.getKey(), MAX_ACTION), cut(d.getValue(), MAX_VALUE)));
        return new AuditEntry(
                entry.at().truncatedTo(ChronoUnit.MILLIS),
                cut(entry.actor(), MAX_NAME),
                cut(entry.action(), MAX_ACTION),
                cut(entry.subject(), MAX_NAME),
                entry.outcome(),
                details);
    }

    /** Also drops what no database keeps as it is: NUL, and halves of surrogate pairs. */
    private static String cut(String text, int max) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), max));
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '?' : c)
                .takeWhile(c -> kept.length() + Character.charCount(c) <= max)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
