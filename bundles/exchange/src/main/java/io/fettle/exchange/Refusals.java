package io.fettle.exchange;

import io.fettle.api.Reason;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Refuses, and writes it into the audit; at most one entry per peer and reason in a minute, which counts the ones left
 * out before it, so that nobody can flood the audit. Thread-safe, bounded.
 */
final class Refusals {
    private static final int MAX_KEYS = 20_000;
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Audit audit;
    private final Clock clock;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    Refusals(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** @param details computed only where an entry is written */
    Refused refuse(Peer peer, Reason reason, Supplier<Map<String, String>> details) {
        Instant now = clock.instant();
        long leftOut = leftOut(peer.role() + " " + peer.id() + " " + reason.code(), now);
        if (leftOut >= 0) {
            Map<String, String> facts = new TreeMap<>(details.get());
            if (leftOut > 0) {
                facts.put("moreBefore", Long.toString(leftOut));
            }
            String actor = (peer.role() == PeerRole.AGENT ? "computer:" : "relay:") + peer.id();
            audit.record(new AuditEntry(now, actor, reason.code(), "", AuditOutcome.REFUSED, facts));
        }
        return new Refused(reason);
    }

    /** How many were left out since the last entry; -1 where this one is left out as well. */
    private synchronized long leftOut(String key, Instant now) {
        Seen before = seen.get(key);
        if (before != null && before.at.plus(QUIET).isAfter(now)) {
            before.leftOut++;
            return -1;
        }
        seen.remove(key);
        seen.put(key, new Seen(now));
        if (seen.size() > MAX_KEYS) {
            seen.remove(seen.keySet().iterator().next());
        }
        return before == null ? 0 : before.leftOut;
    }

    private static final class Seen {
        private final Instant at;
        private long leftOut;

        Seen(Instant at) {
            this.at = at;
        }
    }
}
