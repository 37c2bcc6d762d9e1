package io.fettle.api.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that somebody did or tried.
 *
 * @param at when
 * @param actor {@code user:NAME}, {@code computer:ID}, {@code relay:ID}, {@code local}, {@code system} or
 *     {@code address:IP} where nobody could be identified
 * @param action stable dotted code, for example {@code login.failed}, {@code envelope.replayed}
 * @param subject what it was done to, as {@code kind:id}; empty where there is none
 * @param outcome whether it took effect
 * @param details short facts; never secrets
 */
public record AuditEntry(
        Instant at, String actor, String action, String subject, AuditOutcome outcome, Map<String, String> details) {
    public AuditEntry {
        details = Map.copyOf(details);
    }
}
