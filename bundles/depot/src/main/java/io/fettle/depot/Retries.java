package io.fettle.depot;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How often all origins are tried, and the pauses between: doubling, capped, with jitter. An origin that only asks for
 * patience has not failed; it is asked again after the time that it told, for hours.
 */
record Retries(int rounds, Duration first, Duration cap, DoubleSupplier random, Pause pause) {
    /** At half a minute each some four hours. */
    static final int MAX_BUSY = 500;

    private static final Duration SHORTEST_BUSY = Duration.ofSeconds(1);
    private static final Duration LONGEST_BUSY = Duration.ofMinutes(2);

    /** Sleeps; replaced in tests. */
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    static Retries patient() {
        return new Retries(
                5,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                () -> ThreadLocalRandom.current().nextDouble(),
                duration -> Thread.sleep(duration.toMillis()));
    }

    /** @param round how many rounds have failed so far, from 1 */
    void pauseAfter(int round) throws InterruptedException {
        long full = Math.min(cap.toMillis(), first.toMillis() << Math.min(round - 1, 20));
        pause.pause(Duration.ofMillis((long) (full * (0.5 + random.getAsDouble() / 2))));
    }

    /** Never earlier than told, so that not all who were told the same come together. */
    void pauseWhileBusy(Duration told) throws InterruptedException {
        long least = Math.max(SHORTEST_BUSY.toMillis(), Math.min(LONGEST_BUSY.toMillis(), told.toMillis()));
        pause.pause(Duration.ofMillis((long) (least * (1 + random.getAsDouble() / 2))));
    }
}
