package io.fettle.itests.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something to become true, but not for ever. */
public final class Deadline {
    private static final int POLL_MILLIS = 20;

    private Deadline() {}

    /**
     * @param failure says what is the matter instead
     * @return how long it took
     */
    public static Duration await(String what, Duration limit, BooleanSupplier condition, Supplier<String> failure) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new LabException(
                        "After " + limit.toSeconds() + " s still not so: " + what + "\n" + failure.get());
            }
            pause(POLL_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** For what only time brings. */
    public static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("Interrupted", e);
        }
    }
}
