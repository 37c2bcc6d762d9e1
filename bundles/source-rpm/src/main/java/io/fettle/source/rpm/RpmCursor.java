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

    /** Empty for an empty cursor, which the first run gets. */
    static Optional<RpmCursor> read(String cursor) {
        Cursor facts = Cursor.read(cursor);
        return facts.find(LIST)
                .map(list -> new RpmCursor(
                        new Digest(list),
                        new Age(
                                facts.find(REVISION).map(Long::valueOf),
                                facts.find(TIMESTAMP).map(Long::valueOf).orElse(0L)),
                        facts.find(VALIDATOR),
                        new Digest(facts.find(SETTINGS).orElseThrow())));
    }
}
