package io.fettle.member;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing, capped, jittered waits after failures. Not thread-safe. */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** Between half and the whole of twice the last wait. */
    public Duration failed() {
        long whole = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }

    public void succeeded() {
        failures = 0;
    }
}
