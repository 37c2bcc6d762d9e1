package io.fettle.source.apt;

import io.fettle.api.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
    String write() {
        StringBuilder text = new StringBuilder();
        text.append("release=").append(release).append('\n');
        text.append("date=").append(date.getEpochSecond()).append('\n');
        validUntil.ifPresent(until ->
                text.append("validUntil=").append(until.getEpochSecond()).append('\n'));
        validator.ifPresent(value -> text.append("validator=").append(value).append('\n'));
        text.append("settings=").append(settings);
        return text.toString();
    }

    /** Empty for an empty cursor, which the first run gets. */
    static Optional<AptCursor> read(String cursor) {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        for (String line : cursor.split("\n")) {
            int equals = line.indexOf('=');
            fields.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return Optional.of(new AptCursor(
                new Digest(field(fields, "release")),
                Instant.ofEpochSecond(Long.parseLong(field(fields, "date"))),
                Optional.ofNullable(fields.get("validUntil")).map(Long::valueOf).map(Instant::ofEpochSecond),
                Optional.ofNullable(fields.get("validator")),
                new Digest(field(fields, "settings"))));
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The cursor has no " + name);
        }
        return value;
    }
}
