package io.fettle.security.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows repeated attempts: some are free, then each costs twice the wait of the one before, up to a cap; after a quiet
 * time all is forgotten. Keeps a bounded number of keys. An attempt counts when it begins, so parallel ones do not slip
 * through. Thread-safe.
 */
public final class AttemptLimiter {
    private static final int MAX_KEYS = 10_000;
    private static final int MAX_DOUBLINGS = 20;

    private final Rule rule;
    private final Clock clock;
    private final Map<String, Attempts> attempts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > MAX_KEYS;
        }
    };

    public AttemptLimiter(Rule rule, Clock clock) {
        this.rule = rule;
        this.clock = clock;
    }

    /** Counts an attempt and says whether it may go on. */
    public synchronized Verdict attempt(String key) {
        Instant now = clock.instant();
        Attempts before = attempts.get(key);
        if (before == null || before.isForgotten(now, rule)) {
            before = Attempts.NONE;
        }
        if (now.isBefore(before.blockedUntil())) {
            attempts.put(key, before.reported());
            return before.isReported() ? Verdict.STILL_BLOCKED : Verdict.BLOCKED;
        }
        attempts.put(key, before.oneMore(now, rule));
        return Verdict.GO_ON;
    }

    /** The attempt was a good one: all is forgotten. */
    public synchronized void succeeded(String key) {
        attempts.remove(key);
    }

    /** What came of asking. */
    public enum Verdict {
        GO_ON,
        /** Refused, for the first time since the last attempt that could go on: worth a line in the audit. */
        BLOCKED,
        /** Refused again. */
        STILL_BLOCKED
    }

    /**
     * How much is too much.
     *
     * @param free attempts that cost nothing
     * @param first wait after the last free one
     * @param cap longest wait
     * @param memory after this long without an attempt, all is forgotten
     */
    public record Rule(int free, Duration first, Duration cap, Duration memory) {}

    private record Attempts(int count, Instant last, Instant blockedUntil, boolean isReported) {
        static final Attempts NONE = new Attempts(0, Instant.EPOCH, Instant.EPOCH, false);

        /** Also when the clock was set back: a block must not outlast its cap. */
        boolean isForgotten(Instant now, Rule rule) {
            return now.isAfter(last.plus(rule.memory())) || now.isBefore(last.minus(rule.cap()));
        }

        Attempts oneMore(Instant now, Rule rule) {
            int next = Math.min(count + 1, Integer.MAX_VALUE - 1);
            return new Attempts(next, now, next < rule.free() ? now : now.plus(wait(next - rule.free(), rule)), false);
        }

        Attempts reported() {
            return new Attempts(count, last, blockedUntil, true);
        }

        private static Duration wait(int beyond, Rule rule) {
            Duration wait = rule.first().multipliedBy(1L << Math.min(beyond, MAX_DOUBLINGS));
            return wait.compareTo(rule.cap()) > 0 ? rule.cap() : wait;
        }
    }
}
