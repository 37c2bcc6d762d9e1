package io.fettle.version;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The lines of a file of published versions that are no comments. */
final class Fixture {

    /** An older version first, or two equal ones. */
    record Pair(String left, String relation, String right) {
        int sign() {
            return relation.equals("<") ? -1 : 0;
        }
    }

    private Fixture() {}

    static List<Pair> pairs(String ecosystem) {
        return lines(ecosystem + ".pairs").stream()
                .map(line -> line.split("\t", -1))
                .map(fields -> new Pair(fields[0], fields[1], fields[2]))
                .toList();
    }

    static List<String> lines(String name) {
        InputStream file = Objects.requireNonNull(Fixture.class.getResourceAsStream(name), name);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
