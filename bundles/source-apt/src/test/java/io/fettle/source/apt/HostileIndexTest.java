package io.fettle.source.apt;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.format.FormatException;
import io.fettle.format.deb822.Dialect;
import io.fettle.format.deb822.StanzaLimits;
import io.fettle.format.deb822.StanzaReader;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.testkit.vendor.TestKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostileIndexTest {
    private static final Digest DIGEST = Digest.of(new byte[0]);
    private static final String PACKAGE =
            "Package: a\nVersion: 1-1\nArchitecture: amd64\nFilename: pool/a.deb\nSize: 7\n"
                    + "Source: b (2)\nMulti-Arch: same\nSHA256: " + DIGEST + "\n\n";

    @Test
    @Fuzzes(PackageStanza.class)
    void packagesAreReadOrRefused() {
        Fuzz.of("packages", PACKAGE + PACKAGE.replace(": a", ": c"))
                .declares(FormatException.class)
                .within(8 << 20)
                .check(input -> {
                    try (StanzaReader reader = new StanzaReader(
                            new ByteArrayInputStream(input), Dialect.DATA, StanzaLimits.PACKAGES, "packages")) {
                        while (reader.next()) {
                            PackageStanza.read(reader.stanza());
                        }
                    }
                });
    }

    @Test
    @Fuzzes(AptSettings.class)
    void settingsAreReadOrRefused() {
        Map<String, String> words = Map.of(
                "uri", "http://deb.example.org/debian",
                "suite", "bookworm",
                "components", "main contrib",
                "architectures", "amd64",
                "fingerprints", "0".repeat(40));
        Map<String, String> settings = new HashMap<>(words);
        settings.put("keyring", new TestKey().keyring());
        words.forEach((key, good) -> Fuzz.of("apt " + key, good)
                .declares(FettleException.class)
                .lenient()
                .sparingly()
                .check(input -> {
                    Map<String, String> spoiled = new HashMap<>(settings);
                    spoiled.put(key, new String(input, StandardCharsets.UTF_8));
                    AptSettings.parse(spoiled);
                }));
    }

    @Test
    @Fuzzes(AptCursor.class)
    void aCursorIsReadOrForgotten() {
        AptCursor cursor =
                new AptCursor(DIGEST, Instant.EPOCH, Optional.of(Instant.EPOCH), Optional.of("\"etag\""), DIGEST);
        Fuzz.of("apt cursor", cursor.write())
                .lenient()
                .check(input -> AptCursor.read(new String(input, StandardCharsets.UTF_8)));
    }
}
