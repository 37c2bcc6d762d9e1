package io.fettle.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Instants as they are stored: microseconds since 1970, the same number on every database and in every time zone. What a
 * clock says beyond a microsecond is cut off.
 */
public final class Times {
    private static final Instant EARLIEST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LATEST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

    private Times() {}

    /** Instants that are hundreds of thousands of years away become the nearest that can be stored. */
    public static long toStored(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(LATEST) ? Long.MAX_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static @Nullable Long toStored(Optional<Instant> instant) {
        return instant.map(Times::toStored).orElse(null);
    }

    public static Instant fromStored(long stored) {
        return Instant.EPOCH.plus(stored, ChronoUnit.MICROS);
    }

    public static Optional<Instant> optionalFromStored(@Nullable Long stored) {
        return Optional.ofNullable(stored).map(Times::fromStored);
    }
}
