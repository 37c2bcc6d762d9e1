package io.fettle.source.apt;

import io.fettle.api.Digest;
import io.fettle.spi.source.Cursor;
import java.time.Instant;
import java.util.Optional;

/**
 * What the last completed run saw.
 *
 * @param release digest of the signed list's bytes
 * @param date of the signed list; a later run accepts nothing older
 * @param validator of the signed list's copy, for asking whether it changed; empty where there is none
 * @param settings under which it was read
 */
record AptCursor(
        Digest release, Instant date, Optional<Instant> validUntil, Optional<String> validator, Digest settings) {
    private static final String RELEASE = "release";
    private static final String DATE = "date";
    private static final String VALID_UNTIL = "validUntil";
    private static final String VALIDATOR = "validator";
    private static final String SETTINGS = "settings";

    String write() {
        return Cursor.empty()
                .with(RELEASE, release.hex())
                .with(DATE, seconds(date))
                .with(VALID_UNTIL, validUntil.map(AptCursor::seconds))
                .with(VALIDATOR, validator)
                .with(SETTINGS, settings.hex())
                .write();
    }

    /** Empty for an empty cursor, which the first run gets, and for one that can't be read. */
    static Optional<AptCursor> read(String cursor) {
        Cursor facts = Cursor.read(cursor);
        Optional<Digest> release = facts.find(RELEASE, Digest::new);
        Optional<Instant> date = facts.find(DATE, AptCursor::instant);
        Optional<Digest> settings = facts.find(SETTINGS, Digest::new);
        if (release.isEmpty() || date.isEmpty() || settings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AptCursor(
                release.get(),
                date.get(),
                facts.find(VALID_UNTIL, AptCursor::instant),
                facts.find(VALIDATOR),
                settings.get()));
    }

    private static String seconds(Instant instant) {
        return String.valueOf(instant.getEpochSecond());
    }

    private static Instant instant(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }
}
