package io.fettle.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.audit.AuditChain;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.audit.AuditTrail.RecordedEntry;
import io.fettle.security.MemoryAuditStore;
import io.fettle.testkit.health.RecordedMetrics;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredAuditTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00.123456789Z");

    private final MemoryAuditStore store = new MemoryAuditStore();
    private final StoredAudit audit = new StoredAudit(store);

    @Test
    void entriesAreFoundNewestFirstAndByAction() {
        audit.record(entry("login.failed", Map.of()));
        audit.record(entry("login.done", Map.of()));
        audit.record(entry("login.failed", Map.of()));

        assertThat(audit.entries(Optional.empty(), PageRequest.first(10)).items())
                .extracting(RecordedEntry::number)
                .containsExactly(3L, 2L, 1L);
        assertThat(audit.entries(Optional.of("login.done"), PageRequest.first(10))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void whatIsTooLongOrNotKeepableIsCutAndNotLost() {
        audit.record(entry("x".repeat(5000), Map.of("name", "a\0b\uD800" + "y".repeat(5000))));

        AuditEntry kept = store.after(0, 1).get(0).entry();
        assertThat(kept.action()).hasSize(100);
        assertThat(kept.details().get("name")).hasSize(500).startsWith("a?b?y");
        assertThat(kept.at()).isEqualTo(Instant.parse("2026-11-22T12:00:00.123Z"));
    }

    @Test
    void everyFieldAndThePlaceInTheOrderShowInTheChain() {
        AuditEntry entry = entry("a", Map.of("k", "v"));
        String link = AuditChain.link(AuditChain.START, 1, entry);

        assertThat(link).isEqualTo("db5542f76aee6aa92e9aa82725c3ffe8939f24cda297a21b5d07778a75a7dc2a");
        assertThat(AuditChain.link(AuditChain.START, 2, entry)).isNotEqualTo(link);
        assertThat(AuditChain.link(link, 1, entry)).isNotEqualTo(link);
        assertThat(AuditChain.link(AuditChain.START, 1, entry("b", Map.of("k", "v"))))
                .isNotEqualTo(link);
        assertThat(AuditChain.link(AuditChain.START, 1, entry("a", Map.of("kv", ""))))
                .isNotEqualTo(link);
        assertThat(AuditChain.link(AuditChain.START, 1, entry("a", Map.of("k", "v", "l", ""))))
                .isNotEqualTo(link);
    }

    @Test
    void entriesAreCountedByTheirOutcome() {
        audit.record(entry("login.done", Map.of()));
        audit.record(entry("login.done", Map.of()));
        audit.record(new AuditEntry(AT, "address:a", "login.failed", "x", AuditOutcome.REFUSED, Map.of()));

        assertThat(RecordedMetrics.of(audit))
                .isEqualTo(Map.of(
                        "audit_entries_total{outcome=\"done\"}", 2.0,
                        "audit_entries_total{outcome=\"refused\"}", 1.0));
    }

    private static AuditEntry entry(String action, Map<String, String> details) {
        return new AuditEntry(AT, "user:admin", action, "account:admin", AuditOutcome.DONE, details);
    }
}
