package io.fettle.agent.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key rings and lists of repositories as anybody's installer leaves them. */
class HostileRingTest {
    private static final String SOURCES = "Types: deb\nURIs: https://deb.example.org/debian\nSuites: bookworm\n"
            + "Components: main\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n AAAA\n"
            + " -----END PGP PUBLIC KEY BLOCK-----\n";

    /** A key of two small numbers, who it belongs to, a subkey. */
    private static final byte[] RING = HexFormat.of()
            .parseHex("980c" + "040000000101" + "0008ff" + "000203" + "b40161" + "b80c" + "040000000101" + "0008ff"
                    + "000203");

    @TempDir
    Path root;

    @Test
    @Fuzzes({KeyFile.class, KeyPackets.class})
    void ringsAreReadOrRefused() {
        byte[] armored = ("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
                        + Base64.getMimeEncoder().encodeToString(RING)
                        + "\n=AAAA\n-----END PGP PUBLIC KEY BLOCK-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        Fuzz.of("key ring", RING, armored).declares(IOException.class).check(KeyFile::fingerprints);
    }

    @Test
    @Fuzzes({SourcesFile.class, RepositoryKeys.class})
    void listsOfRepositoriesAreReadAsFarAsTheyGo() {
        for (String name : new String[] {"a.sources", "a.list"}) {
            Path file = root.resolve(name);
            Fuzz.of(name, SOURCES, "deb [ arch=amd64 signed-by=/k.gpg ] https://deb.example.org/debian bookworm main\n")
                    .lenient()
                    .sparingly()
                    .within(64 << 20)
                    .check(input -> {
                        Files.write(file, input);
                        new RepositoryKeys(root)
                                .of("/" + name + ":1", "https://deb.example.org/debian/", "bookworm", "amd64");
                    });
        }
    }

    /** Who may sign is named, only not by anything that can be: that is not the same as nobody being named. */
    @Test
    void aNameThatNoFileCanHaveIsNoLeaveForEverybody() throws IOException {
        Files.createDirectories(root.resolve("etc/apt/trusted.gpg.d"));
        Files.write(root.resolve("etc/apt/trusted.gpg.d/all.gpg"), RING);
        String sources = "Types: deb\nURIs: https://deb.example.org/\nSuites: s\nSigned-By: ";
        Files.writeString(root.resolve("bad.sources"), sources + "/k\0.gpg\n");
        Files.writeString(root.resolve("none.sources"), sources + "\n");
        RepositoryKeys keys = new RepositoryKeys(root);
        assertThat(keys.of("/bad.sources:1", "https://deb.example.org/", "s", "amd64"))
                .isEmpty();
        assertThat(keys.of("/none.sources:1", "https://deb.example.org/", "s", "amd64"))
                .hasSize(1);
    }
}
