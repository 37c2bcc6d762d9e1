package io.fettle.spi.source;

import io.fettle.api.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a feed may be believed by the date it bears: somebody who can stand between us and the vendor can serve an old
 * edition for ever, and one from the future would shut out all that follow.
 */
public final class Freshness {
    private static final Duration ALLOWED_LEAD = Duration.ofDays(1);

    private Freshness() {}

    /**
     * Why the edition must be refused; empty where it may be taken.
     *
     * @param known date of the last edition that was taken; the same one may come again
     */
    public static Optional<Reason> objection(Instant date, Optional<Instant> known, Instant now) {
        if (date.isAfter(now.plus(ALLOWED_LEAD))) {
            return Optional.of(Reason.of("source.future", "date", date.toString()));
        }
        return known.filter(date::isBefore)
                .map(last -> Reason.of("source.rollback", "date", date.toString(), "known", last.toString()));
    }
}
