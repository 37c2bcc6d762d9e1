package io.fettle.sources;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When a source runs next.
 *
 * @param interval after a success, a tenth more or less
 * @param firstRetry after a first failure; doubled with every further one
 * @param lastRetry cap of the doubling
 * @param random from 0 to 1
 */
record Schedule(Duration interval, Duration firstRetry, Duration lastRetry, DoubleSupplier random) {
    private static final int MAX_DOUBLINGS = 20;

    Duration afterSuccess() {
        return scaled(interval, 0.9 + random.getAsDouble() / 5);
    }

    /** @param failures in a row, from 1 */
    Duration afterFailure(int failures) {
        Duration full = firstRetry.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        Duration capped = full.compareTo(lastRetry) > 0 ? lastRetry : full;
        return scaled(capped, 0.5 + random.getAsDouble() / 2);
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }
}
