package io.fettle.api.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Audits refusals without becoming the attack itself: one entry per actor and action a minute, with the number of those
 * that were left out before it as {@code suppressed}. Remembers at most {@link #MAX_REMEMBERED} of them; while so many are
 * at it within a minute, further ones write nothing. Thread-safe; blocks as the audit behind it does, holding no lock.
 */
public final class RefusalAudit {
    public static final int MAX_REMEMBERED = 10_000;
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Audit audit;
    private final Clock clock;
    private final Map<String, Burst> bursts = new HashMap<>();

    public RefusalAudit(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param actor as in {@link AuditEntry#actor}
     * @param details asked for only where an entry is written
     */
    public void refused(String actor, String action, Supplier<Map<String, String>> details) {
        Instant now = clock.instant();
        int suppressed = admit(actor + ' ' + action, now);
        if (suppressed < 0) {
            return;
        }
        Map<String, String> all = new HashMap<>(details.get());
        if (suppressed > 0) {
            all.put("suppressed", Integer.toString(suppressed));
        }
        audit.record(new AuditEntry(now, actor, action, "", AuditOutcome.REFUSED, all));
    }

    /** How many like this were left out since the last one that was written; -1 where this one is to be left out. */
    private synchronized int admit(String key, Instant now) {
        Burst burst = bursts.get(key);
        if (burst != null && now.isBefore(burst.start.plus(QUIET))) {
            burst.suppressed++;
            return -1;
        }
        if (burst == null && bursts.size() >= MAX_REMEMBERED) {
            forgetOld(now);
            if (bursts.size() >= MAX_REMEMBERED) {
                return -1;
            }
        }
        bursts.put(key, new Burst(now));
        return burst == null ? 0 : burst.suppressed;
    }

    private void forgetOld(Instant now) {
        for (Iterator<Burst> all = bursts.values().iterator(); all.hasNext(); ) {
            if (!now.isBefore(all.next().start.plus(QUIET))) {
                all.remove();
            }
        }
    }

    private static final class Burst {
        private final Instant start;
        private int suppressed;

        private Burst(Instant start) {
            this.start = start;
        }
    }
}
