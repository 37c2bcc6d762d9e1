package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.launcher.AptSources.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptTest {
    private static final String URI = "https://deb.example.com/debian/";
    private static final byte[] RING = {(byte) 0x99, 1, 2, 3};
    private static final String ARMORED =
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----";

    @TempDir
    Path directory;

    private Path binary;
    private Path armored;

    @BeforeEach
    void keys() throws Exception {
        binary = Files.write(directory.resolve("ring.gpg"), RING);
        armored = Files.writeString(directory.resolve("ring.asc"), ARMORED + "\n");
    }

    @Test
    void stanzaNamesItsKeyFile() throws Exception {
        assertThat(deb822("Types: deb\nURIs: " + URI + "\nSuites: stable stable-updates\nComponents: main\nSigned-By: "
                        + binary + "\n"))
                .isEqualTo(base64(RING));
    }

    @Test
    void slashAtTheEndOfTheUriAndTheCaseOfFieldsDoNotMatter() throws Exception {
        assertThat(deb822("types: deb\nuris: https://deb.example.com/debian\nsuites: stable\nsigned-by: " + binary))
                .isEqualTo(base64(RING));
    }

    @Test
    void keyInTheStanzaIsUnfolded() throws Exception {
        String folded = ARMORED.replace("\n\n", "\n.\n").replace("\n", "\n ");
        assertThat(deb822("URIs: " + URI + "\nSuites: stable\nSigned-By:\n " + folded + "\nComponents: main\n")
                        .strip())
                .isEqualTo(ARMORED);
    }

    @Test
    void stanzaOfAnotherSuiteLendsNoKey() throws Exception {
        Path other = Files.write(directory.resolve("other.gpg"), new byte[] {7});
        assertThat(deb822("URIs: " + URI + "\nSuites: testing\nSigned-By: " + other + "\n\nURIs: " + URI
                        + "\nSuites: stable\nSigned-By: " + binary + "\n"))
                .isEqualTo(base64(RING));
    }

    @Test
    void twoFilesOfDifferentKindsBecomeArmoredBlocks() throws Exception {
        String keyring = deb822("URIs: " + URI + "\nSuites: stable\nSigned-By: " + armored + " " + binary + "\n");
        assertThat(keyring).contains(ARMORED).contains(base64(RING)).containsOnlyOnce("\nmQEN\n");
        assertThat(keyring.split("-----BEGIN PGP", -1)).hasSize(3);
    }

    @Test
    void withoutSignedByTheKeysOfNoOtherEntryCount() throws Exception {
        String keyring = deb822(
                "URIs: " + URI + "\nSuites: stable\n\nURIs: " + URI + "\nSuites: testing\nSigned-By: " + binary + "\n");
        assertThat(keyring).isNotEqualTo(base64(RING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deb [signed-by=%s] https://deb.example.com/debian/ stable main",
                "deb [ arch=amd64 signed-by=%s ] https://deb.example.com/debian stable main contrib",
                "  deb\t[arch=amd64,arm64 signed-by=%s trusted=no]  https://deb.example.com/debian/\tstable main # note",
                "# deb [signed-by=/no] https://deb.example.com/debian/ stable main\n"
                        + "deb-src [signed-by=/no] https://deb.example.com/debian/ stable main\n"
                        + "deb [signed-by=/no] https://deb.example.com/debian/ testing main\n"
                        + "deb [signed-by=%s] https://deb.example.com/debian/ stable main"
            })
    void lineNamesItsKeyFile(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("x.list"), text.formatted(binary) + "\n");
        assertThat(AptKeys.keyring(file, URI, "stable")).isEqualTo(base64(RING));
    }

    @Test
    void lineWithTwoKeyFilesGetsBoth() throws Exception {
        Path file = Files.writeString(
                directory.resolve("x.list"),
                "deb [signed-by=" + binary + "," + armored + "] " + URI + " stable main\n");
        assertThat(AptKeys.keyring(file, URI, "stable")).contains(ARMORED).contains(base64(RING));
    }

    @Test
    void keyFileThatIsMissingOrTooLargeIsNamed() throws Exception {
        Path large = Files.write(directory.resolve("large.gpg"), new byte[(1 << 20) + 1]);
        for (Path bad : List.of(large, directory.resolve("missing.gpg"))) {
            assertThatThrownBy(() -> deb822("URIs: " + URI + "\nSuites: stable\nSigned-By: " + bad + "\n"))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining(URI)
                    .hasRootCauseMessage(
                            bad.equals(large) ? large + " is larger than a keyring should be" : bad.toString());
        }
    }

    @Test
    void repositoryIsOneUriAndSuiteWithAllItsComponents() throws Exception {
        Path file = Files.writeString(
                directory.resolve("x.sources"),
                "URIs: " + URI + "\nSuites: stable testing\nSigned-By: " + binary + "\n");
        List<String> failures = new ArrayList<>();
        List<Repository> repositories = AptSources.parse(
                List.of(
                        target("stable", "main", "amd64", file, "Packages"),
                        target("stable", "contrib", "amd64", file, "Packages"),
                        target("stable", "main", "arm64", file, "Packages"),
                        target("stable", "main", "amd64", file, "Translations"),
                        target("testing", "main", "amd64", file, "Packages"),
                        "",
                        "garbage"),
                failures);
        assertThat(failures).isEmpty();
        assertThat(repositories)
                .containsExactly(
                        new Repository(URI, "stable", "contrib main", "amd64 arm64", base64(RING)),
                        new Repository(URI, "testing", "main", "amd64", base64(RING)));
    }

    @Test
    void packagesForAllArchitecturesAreLeftToTheArchiveToOffer() throws Exception {
        Path file = Files.writeString(
                directory.resolve("x.sources"),
                "URIs: " + URI + "\nSuites: stable testing\nSigned-By: " + binary + "\n");
        List<Repository> repositories = AptSources.parse(
                List.of(
                        target("stable", "main", "amd64", file, "Packages"),
                        target("stable", "main", "all", file, "Packages"),
                        target("testing", "main", "all", file, "Packages")),
                new ArrayList<>());
        assertThat(repositories).extracting(Repository::architectures).containsExactly("amd64", "all");
    }

    @Test
    void repositoryWithoutReadableKeysIsNamedAndStopsNoOther() throws Exception {
        Path bad = Files.writeString(
                directory.resolve("bad.sources"), "URIs: " + URI + "\nSuites: stable\nSigned-By: /no/such.gpg\n");
        Path good = Files.writeString(
                directory.resolve("good.sources"), "URIs: " + URI + "\nSuites: testing\nSigned-By: " + binary + "\n");
        List<String> failures = new ArrayList<>();
        List<Repository> repositories = AptSources.parse(
                List.of(
                        target("stable", "main", "amd64", bad, "Packages"),
                        target("testing", "main", "amd64", good, "Packages")),
                failures);
        assertThat(repositories).extracting(Repository::suite).containsExactly("testing");
        assertThat(failures).singleElement().asString().startsWith(URI + " stable: ");
    }

    private static String target(String suite, String component, String architecture, Path file, String kind) {
        return String.join("\t", URI, suite, component, architecture, file + ":1", kind);
    }

    private String deb822(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("x.sources"), text);
        return AptKeys.keyring(file, URI, "stable");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
