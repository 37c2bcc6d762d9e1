package io.fettle.source.rpm;

import io.fettle.api.Digest;
import io.fettle.spi.source.Cursor;
import java.util.Optional;

/**
 * What the last completed run saw.
 *
 * @param list digest of repomd.xml
 * @param age of it; a later run accepts nothing older
 * @param validator of our copy, for asking whether it changed; empty where there is none
 * @param settings under which it was read
 */
record RpmCursor(Digest list, Age age, Optional<String> validator, Digest settings) {
    private static final String LIST = "list";
    private static final String REVISION = "revision";
    private static final String TIMESTAMP = "timestamp";
    private static final String VALIDATOR = "validator";
    private static final String SETTINGS = "settings";

    String write() {
        return Cursor.empty()
                .with(LIST, list.hex())
                .with(REVISION, age.revision().map(String::valueOf))
                .with(TIMESTAMP, String.valueOf(age.timestamp()))
                .with(VALIDATOR, validator)
                .with(SETTINGS, settings.hex())
                .write();
    }

    /** Empty for an empty cursor, which the first run gets, and for one that can't be read. */
    static Optional<RpmCursor> read(String cursor) {
        Cursor facts = Cursor.read(cursor);
        Optional<Digest> list = facts.find(LIST, Digest::new);
        Optional<Digest> settings = facts.find(SETTINGS, Digest::new);
        Optional<Long> timestamp = facts.find(TIMESTAMP, Long::valueOf);
        if (list.isEmpty() || settings.isEmpty() || timestamp.isEmpty()) {
            return Optional.empty();
        }
        Age age = new Age(facts.find(REVISION, Long::valueOf), timestamp.get());
        return Optional.of(new RpmCursor(list.get(), age, facts.find(VALIDATOR), settings.get()));
    }
}
