package io.fettle.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestCodecTest {
    private static final String URI = "http://deb.example.org/debian/";
    private static final String SUITE = "bookworm";
    private static final String ARCHIVE = "oldstable";
    private static final String PATH = "main/binary-amd64/Packages.xz";
    private static final int HASH = 32;
    private static final int ECOSYSTEM_BYTES = 2 + "deb".length();
    private static final int INDEX_BYTES =
            2 + "main".length() + 2 + "amd64".length() + 2 + PATH.length() + 2 * (HASH + 8);

    @Test
    void aManifestIsReadAsItWasWritten() throws IOException {
        Manifest manifest = new Manifest(
                manifest(ARCHIVE).suites(),
                List.of(new Manifest.Collection("dsa", Digest.of(new byte[] {2}), Digest.of(new byte[] {3}))));
        assertThat(ManifestCodec.read(ManifestCodec.write(manifest))).isEqualTo(manifest);
    }

    @Test
    void theThirdFormatKnewDebOnly() throws IOException {
        assertThat(ManifestCodec.read(third(ManifestCodec.write(manifest(ARCHIVE)))))
                .isEqualTo(manifest(ARCHIVE));
    }

    /** The same without ecosystem and basis, which are of fixed length here. */
    private static byte[] third(byte[] now) {
        int basisAt = now.length - 4 - 2 * HASH;
        int ecosystemAt = basisAt - INDEX_BYTES - 4 - ECOSYSTEM_BYTES;
        ByteBuffer third = ByteBuffer.allocate(now.length - HASH - ECOSYSTEM_BYTES);
        third.putInt(3).put(now, 4, ecosystemAt - 4);
        third.put(now, ecosystemAt + ECOSYSTEM_BYTES, 4 + INDEX_BYTES);
        third.put(now, basisAt + HASH, third.remaining());
        return third.array();
    }

    @Test
    void theSecondFormatHadNoCollections() throws IOException {
        byte[] now = third(ManifestCodec.write(manifest(ARCHIVE)));
        ByteBuffer second = ByteBuffer.allocate(now.length - 4);
        second.putInt(2).put(now, 4, now.length - 8);
        assertThat(ManifestCodec.read(second.array())).isEqualTo(manifest(ARCHIVE));
    }

    @Test
    void theFirstFormatTookTheConfiguredSuiteForTheArchive() throws IOException {
        byte[] now = third(ManifestCodec.write(manifest(ARCHIVE)));
        int archiveAt = 4 + 4 + 2 + URI.length() + 2 + SUITE.length();
        ByteBuffer first = ByteBuffer.allocate(now.length - 4 - 2 - ARCHIVE.length());
        first.putInt(1).put(now, 4, archiveAt - 4);
        first.put(now, archiveAt + 2 + ARCHIVE.length(), first.remaining());
        assertThat(ManifestCodec.read(first.array())).isEqualTo(manifest(SUITE));
    }

    @Test
    void anUnknownFormatIsRefused() {
        byte[] bytes = ManifestCodec.write(manifest(ARCHIVE));
        bytes[3] = 5;
        assertThatThrownBy(() -> ManifestCodec.read(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    @Fuzzes(ManifestCodec.class)
    void damageIsRefused() {
        Manifest manifest = new Manifest(
                manifest(ARCHIVE).suites(),
                List.of(new Manifest.Collection("dsa", Digest.of(new byte[] {2}), Digest.of(new byte[] {3}))));
        byte[] now = ManifestCodec.write(manifest);
        Fuzz.of("manifest", now, third(ManifestCodec.write(manifest(ARCHIVE))))
                .declares(IOException.class)
                .check(ManifestCodec::read);
    }

    private static Manifest manifest(String archive) {
        Manifest.Suite suite = new Manifest.Suite(
                new OfferedRepository(
                        URI,
                        SUITE,
                        archive,
                        "bookworm",
                        "Debian",
                        "Debian",
                        "12.1",
                        List.of("main"),
                        List.of("amd64"),
                        true,
                        100,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Optional.of(Instant.parse("2026-01-09T03:04:05Z")),
                        stored("release"),
                        Optional.of(stored("signature"))),
                List.of(new Manifest.Entry(
                        new MirroredSuite.Index("main", "amd64", PATH, stored("packed"), stored("plain")),
                        stored("plain").digest(),
                        Digest.of(new byte[] {1}))));
        return new Manifest(List.of(suite), List.of());
    }

    private static MirroredSuite.Stored stored(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new MirroredSuite.Stored(Digest.of(bytes), bytes.length);
    }
}
