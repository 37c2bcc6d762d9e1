package io.fettle.assessment.lifecycle;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Until when a platform is supported.
 *
 * @param end the last day
 * @param extended the last day of support that has to be bought, where there is any and it does not count
 */
public record Support(String platform, LocalDate end, Word word, Optional<LocalDate> extended) {
    /** How long before its end it is told. */
    public static final int SOON_DAYS = 90;

    /** Who says so. */
    public enum Word {
        /** The policy. */
        ADMIN,
        /** The table that comes with the program. */
        PUBLISHED,
        /** The computer's own os-release, where the table does not know the platform. */
        COMPUTER
    }

    public boolean isEnded(LocalDate today) {
        return end.isBefore(today);
    }

    public boolean endsSoon(LocalDate today) {
        return !isEnded(today) && !end.isAfter(today.plusDays(SOON_DAYS));
    }
}
