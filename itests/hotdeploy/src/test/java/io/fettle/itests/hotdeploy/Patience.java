package io.fettle.itests.hotdeploy;

import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what becomes true by itself, with a deadline. */
final class Patience {
    static final Duration START = Duration.ofMinutes(2);
    static final Duration SECONDS = Duration.ofSeconds(15);
    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private Patience() {}

    static void await(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue("not within " + limit + ": " + what, System.nanoTime() < deadline);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
