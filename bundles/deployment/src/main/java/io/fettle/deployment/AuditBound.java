package io.fettle.deployment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps whoever misbehaves from flooding the audit: one entry per key and minute. Thread-safe, bounded. */
final class AuditBound {
    private static final int MAX_KEYS = 10_000;
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Instant> last = new LinkedHashMap<>();

    AuditBound(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean admits(String key) {
        Instant now = clock.instant();
        Instant before = last.get(key);
        if (before != null && before.plus(QUIET).isAfter(now)) {
            return false;
        }
        last.remove(key);
        last.put(key, now);
        if (last.size() > MAX_KEYS) {
            last.remove(last.keySet().iterator().next());
        }
        return true;
    }
}
