package io.fettle.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The list of real package names that comes with this bundle. */
final class KnownPackages {
    private static final String FILE = "packages.txt";

    private KnownPackages() {}

    static List<KnownPackage> read() {
        try (InputStream file = Objects.requireNonNull(KnownPackages.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(KnownPackage::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle's " + FILE + " can't be read", e);
        }
    }
}
