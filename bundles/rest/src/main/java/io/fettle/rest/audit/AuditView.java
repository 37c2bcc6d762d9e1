package io.fettle.rest.audit;

import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.audit.AuditTrail;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** An entry of the audit. @param chain ties it to the entry before it */
public record AuditView(
        long number,
        Instant at,
        String actor,
        String action,
        String subject,
        AuditOutcome outcome,
        Map<String, String> details,
        String chain) {
    static AuditView of(AuditTrail.RecordedEntry recorded) {
        return new AuditView(
                recorded.number(),
                recorded.entry().at(),
                recorded.entry().actor(),
                recorded.entry().action(),
                recorded.entry().subject(),
                recorded.entry().outcome(),
                new TreeMap<>(recorded.entry().details()),
                recorded.chain());
    }
}
