package io.fettle.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether a wake came, but never more often than every few seconds: whoever can send wakes must not be able to make this
 * computer hammer its server. Thread-safe.
 */
final class WakeFlag {
    static final Duration SHORTEST = Duration.ofSeconds(3);

    private final Clock clock;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile Instant notBefore = Instant.MIN;

    WakeFlag(Clock clock) {
        this.clock = clock;
    }

    void set() {
        woken.set(true);
    }

    /** Whether there is a wake that may be followed now. */
    boolean due() {
        return woken.get() && !clock.instant().isBefore(notBefore);
    }

    /** Takes the wake. */
    void take() {
        woken.set(false);
        notBefore = clock.instant().plus(SHORTEST);
    }

    /** How long until a wake that came may be followed; long where none came. */
    Duration wait(Duration longest) {
        if (!woken.get()) {
            return longest;
        }
        Duration left = Duration.between(clock.instant(), notBefore);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
