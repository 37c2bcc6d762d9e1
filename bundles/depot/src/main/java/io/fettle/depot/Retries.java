package io.fettle.depot;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** How often all origins are tried, and the pauses between: doubling, capped, with jitter. */
record Retries(int rounds, Duration first, Duration cap, DoubleSupplier random, Pause pause) {
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
}
