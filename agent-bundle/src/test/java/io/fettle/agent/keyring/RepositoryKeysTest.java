package io.fettle.agent.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryKeysTest {
    private static final String URI = "http://deb.example.org/debian/";
    private static final String SOURCES = "/etc/apt/sources.list.d/vendor.sources:1";
    private static final String LIST = "/etc/apt/sources.list:3";

    private static TestRing one;
    private static TestRing other;

    @TempDir
    private Path root;

    @BeforeAll
    static void makeKeys() throws Exception {
        one = TestRing.make();
        other = TestRing.make();
    }

    @Test
    void binaryFileOfSignedByIsNamedByItsPrimaryKeys() throws IOException {
        write("usr/share/keyrings/v.gpg", TestRing.joined(List.of(one.binary(), other.binary())));
        stanza("Signed-By: /usr/share/keyrings/v.gpg");
        assertThat(keys(SOURCES)).containsExactly(one.fingerprint(), other.fingerprint());
    }

    @Test
    void armoredFileMayHoldSeveralBlocks() throws IOException {
        write("usr/share/keyrings/v.asc", text("Our keys:\n\n" + one.armored() + "\n" + other.armored()));
        list("deb [arch=amd64 signed-by=/usr/share/keyrings/v.asc] " + URI + " stable main");
        assertThat(keys(LIST)).containsExactly(one.fingerprint(), other.fingerprint());
    }

    @Test
    void keyThatIsWrittenOutIsNamed() throws IOException {
        stanza("Signed-By:" + one.folded());
        assertThat(keys(SOURCES)).containsExactly(one.fingerprint());
    }

    @Test
    void fingerprintsOfSignedByAreTakenAsTheyAre() throws IOException {
        trust("a.gpg", one.binary());
        stanza("Signed-By: " + other.fingerprint().toLowerCase(java.util.Locale.ROOT) + "!");
        assertThat(keys(SOURCES)).containsExactly(other.fingerprint());
    }

    @Test
    void withoutSignedByEverythingThatIsTrustedCounts() throws IOException {
        trust("a.gpg", one.binary());
        trust("b.asc", text(other.armored()));
        trust("c.txt", one.binary());
        stanza("Components: main");
        assertThat(keys(SOURCES)).containsExactly(one.fingerprint(), other.fingerprint());
    }

    @Test
    void onlyTheEntryThatIsAboutTheRepositoryCounts() throws IOException {
        write("usr/share/keyrings/one.gpg", one.binary());
        write("usr/share/keyrings/other.gpg", other.binary());
        list("# deb [signed-by=/usr/share/keyrings/other.gpg] " + URI + " stable main\n"
                + "deb [signed-by=/usr/share/keyrings/other.gpg] " + URI + " testing main\n"
                + "deb [signed-by=/usr/share/keyrings/one.gpg] http://me:secret@deb.example.org/debian stable main\n");
        assertThat(keys(LIST)).containsExactly(one.fingerprint());
    }

    @Test
    void entriesThatDisagreeNameNobody() throws IOException {
        write("usr/share/keyrings/one.gpg", one.binary());
        list("deb [signed-by=/usr/share/keyrings/one.gpg] " + URI + " stable main\ndeb " + URI + " stable contrib\n");
        assertThat(keys(LIST)).isEmpty();
    }

    @Test
    void whatIsMissingOrNoKeyRingNamesNobody() throws IOException {
        stanza("Signed-By: /usr/share/keyrings/absent.gpg");
        assertThat(keys(SOURCES)).isEmpty();
        write("usr/share/keyrings/absent.gpg", text("not a key"));
        assertThat(keys(SOURCES)).isEmpty();
        assertThat(keys("")).isEmpty();
        assertThat(keys("/etc/apt/nothing.sources:1")).isEmpty();
    }

    @Test
    void damagedRingsEndInNothingWorseThanNoKeys() throws IOException {
        byte[] good = one.binary();
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int n = random.nextInt(4); n >= 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(bad);
        }
        // A packet that claims two gigabytes, one that claims more, and one without a length.
        readOrRefuse(new byte[] {(byte) 0xc6, (byte) 0xff, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 4});
        readOrRefuse(new byte[] {(byte) 0xc6, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 4});
        readOrRefuse(new byte[] {(byte) 0x9b, 4});
    }

    @Test
    void noMoreKeysAreNamedThanAnInventoryMayHold() throws IOException {
        StringBuilder many = new StringBuilder("Signed-By:");
        for (int i = 0; i < 300; i++) {
            many.append(String.format(" %040X", i));
        }
        stanza(many.toString());
        assertThat(keys(SOURCES)).hasSize(RepositoryKeys.MAX_NAMED);
    }

    @Test
    void endlessRingIsNotRead() throws IOException {
        write("usr/share/keyrings/v.gpg", new byte[KeyFile.MAX_BYTES + 1]);
        stanza("Signed-By: /usr/share/keyrings/v.gpg");
        assertThat(keys(SOURCES)).isEmpty();
    }

    private static void readOrRefuse(byte[] ring) {
        try {
            assertThat(KeyFile.fingerprints(ring)).allMatch(f -> f.matches("[0-9A-F]{40}([0-9A-F]{24})?"));
        } catch (IOException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    private List<String> keys(String entry) {
        return new RepositoryKeys(root).of(entry, URI, "stable", "amd64");
    }

    private void stanza(String last) throws IOException {
        write(
                "etc/apt/sources.list.d/vendor.sources",
                text("# ours\nTypes: deb deb-src\nURIs: http://deb.example.org/debian\nSuites: stable stable-updates\n"
                        + last + "\n\nTypes: deb\nURIs: http://elsewhere.example.org/\nSuites: stable\n"
                        + "Signed-By: /nowhere\n"));
    }

    private void list(String lines) throws IOException {
        write("etc/apt/sources.list", text(lines));
    }

    private void trust(String name, byte[] ring) throws IOException {
        write("etc/apt/trusted.gpg.d/" + name, ring);
    }

    private void write(String name, byte[] content) throws IOException {
        Files.createDirectories(root.resolve(name).resolveSibling(""));
        Files.write(root.resolve(name), content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
