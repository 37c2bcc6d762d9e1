package io.fettle.launcher;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.version.VersionOrders;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What apt, a server or standard input say to the launcher. */
class HostileWordsTest {
    private static final String SOURCES = "Types: deb\nURIs: https://deb.example.org/\nSuites: s\nSigned-By:\n"
            + " -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n AAAA\n -----END PGP PUBLIC KEY BLOCK-----\n";

    @TempDir
    Path directory;

    @Test
    @Fuzzes({AptSources.class, AptKeys.class})
    void repositoriesAreReadOrNamedAsUnreadable() throws Exception {
        Path sources = directory.resolve("a.sources");
        String line = "https://deb.example.org/\ts\tmain\tamd64\t" + sources + ":1\tPackages";
        Fuzz.of("sources", SOURCES)
                .declares(LauncherException.class)
                .lenient()
                .sparingly()
                .within(64 << 20)
                .check(input -> {
                    Files.write(sources, input);
                    AptKeys.keyring(sources, "https://deb.example.org/", "s");
                });
        Files.writeString(sources, SOURCES);
        Fuzz.of("index targets", line).lenient().sparingly().within(64 << 20).check(input -> {
            List<String> lines =
                    new String(input, StandardCharsets.UTF_8).lines().toList();
            AptSources.parse(lines, new ArrayList<>());
        });
    }

    @Test
    @Fuzzes(Answer.class)
    void anAnswerIsReadOrTold() {
        Fuzz.of("answer", "{\"code\": \"X\", \"detail\": \"words\", \"list\": [1, 2]}")
                .declares(LauncherException.class)
                .lenient()
                .check(input -> {
                    String body = new String(input, StandardCharsets.UTF_8);
                    new Answer("GET /x", 200, body).pretty();
                    new Answer("GET /x", 200, body).json();
                });
        Fuzz.of("refusal", "{\"code\": \"X\", \"detail\": \"words\"}")
                .declares(LauncherException.class)
                .lenient()
                .check(input -> {
                    try {
                        new Answer("GET /x", 500, new String(input, StandardCharsets.UTF_8)).json();
                    } catch (LauncherException told) {
                        if (told.getMessage().length() > 1_500) {
                            throw new AssertionError(
                                    "too many words: " + told.getMessage().length());
                        }
                    }
                });
    }

    @Test
    @Fuzzes({ComparisonStream.class, BoundedLines.class})
    void everyLineHasAnAnswer() {
        Fuzz.of("pairs", "1.0\t1.1\n2:1\t1\n").lenient().within(64 << 20).check(input -> new ComparisonStream(
                        new VersionComparison("deb", VersionOrders.find("deb").orElseThrow(), false),
                        new ByteArrayInputStream(input),
                        OutputStream.nullOutputStream(),
                        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run());
    }
}
