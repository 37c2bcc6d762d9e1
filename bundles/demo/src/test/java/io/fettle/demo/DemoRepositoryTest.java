package io.fettle.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.format.deb822.ReleaseFile;
import io.fettle.format.openpgp.KeyRing;
import io.fettle.format.openpgp.SignatureVerifier;
import io.fettle.version.DpkgVersionOrder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.123Z");

    @TempDir
    Path directory;

    @Test
    void seedAloneDecidesWhatIsOffered() {
        for (Distribution distribution : Distribution.values()) {
            assertThat(archive(distribution, 1).mainIndex())
                    .isEqualTo(archive(distribution, 1).mainIndex());
            assertThat(archive(distribution, 1).securityIndex())
                    .isEqualTo(archive(distribution, 1).securityIndex())
                    .isNotEqualTo(archive(distribution, 2).securityIndex());
        }
    }

    @Test
    void suitesAreSignedByTheKeyInTheKeyringAndListTheirIndexes() throws Exception {
        DemoRepository repository = DemoRepository.in(directory.resolve("seed"), archives(1), NOW);
        KeyRing keys = KeyRing.parse(Base64.getDecoder().decode(repository.keyring()), "keyring");
        SignatureVerifier verifier = new SignatureVerifier(keys, Clock.fixed(NOW, ZoneOffset.UTC));
        for (String suite : List.of("bookworm-demo", "bookworm-demo-security", "jammy-demo", "jammy-demo-security")) {
            Path dists = directory.resolve("seed/dists").resolve(suite);
            byte[] signed = Files.readAllBytes(dists.resolve("InRelease"));
            ReleaseFile release = ReleaseFile.parse(verifier.verifyCleartext(signed, suite), suite);
            assertThat(release.suite()).isEqualTo(suite);
            assertThat(release.components()).containsExactly("main");
            String index = "main/binary-amd64/Packages";
            byte[] packed = Files.readAllBytes(dists.resolve(index + ".gz"));
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
            assertThat(release.indexes().get(index + ".gz").sha256()).isEqualTo(Digest.of(packed));
            assertThat(release.indexes().get(index).sha256()).isEqualTo(Digest.of(plain));
            assertThat(new String(plain, StandardCharsets.UTF_8)).startsWith("Package: ");
        }
    }

    @Test
    void whatIsThereIsNotWrittenAgain() throws Exception {
        DemoRepository first = DemoRepository.in(directory.resolve("seed"), archives(1), NOW);
        DemoRepository second = DemoRepository.in(directory.resolve("seed"), archives(1), NOW.plusSeconds(60));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void nothingThatCouldSignIsWritten() throws Exception {
        DemoRepository.in(directory.resolve("seed"), archives(1), NOW);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .distinct())
                    .containsExactlyInAnyOrder("InRelease", "Packages.gz", "keyring.base64");
        }
    }

    @Test
    void laterStepsAreNewerVersions() {
        int steps = 0;
        for (Distribution distribution : Distribution.values()) {
            for (PackageHistory history : archive(distribution, 1).histories()) {
                SoftwareItem before = history.asOf(1_000);
                for (int age = 200; age >= 0; age--) {
                    SoftwareItem item = history.asOf(age);
                    if (!item.equals(before)) {
                        assertThat(DpkgVersionOrder.INSTANCE.compare(before.version(), item.version()))
                                .as(item.name())
                                .isNegative();
                        steps++;
                    }
                    before = item;
                }
                assertThat(before).isEqualTo(history.current());
            }
        }
        assertThat(steps).isGreaterThan(500);
    }

    private static List<Archive> archives(long seed) {
        return Stream.of(Distribution.values()).map(d -> archive(d, seed)).toList();
    }

    private static Archive archive(Distribution distribution, long seed) {
        return Archive.of(distribution, KnownPackages.read(), seed);
    }
}
