package io.fettle.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.store.PendingChange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredCatalogTest {
    private final FakeCatalogStore store = new FakeCatalogStore();
    private final FakeDepot depot = new FakeDepot();
    private final StoredCatalog catalog = restarted();

    @Test
    void nothingIsThereAtFirst() {
        assertThat(catalog.current().number()).isZero();
        assertThat(catalog.current().size()).isZero();
        assertThat(catalog.holds("s1")).isFalse();
        assertThat(catalog.byDigest(digest("x"))).isEmpty();
    }

    @Test
    void whatIsStagedIsSeenOnlyWhenItIsPublished() throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(repository("bookworm"));
            assertThat(draft.index(index("main", "i1"))).isTrue();
            draft.add(offered("openssl", "3.0.1-1"));
            assertThat(catalog.current().size()).isZero();
            draft.publish();
        }
        assertThat(catalog.current().size()).isEqualTo(1);
        assertThat(store.changes).containsExactly(new PendingChange(Topic.CATALOG, "s1"));
    }

    @Test
    void anUnpublishedDraftLeavesNothing() throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(repository("bookworm"));
            draft.index(index("main", "i1"));
            draft.add(offered("openssl", "3.0.1-1"));
        }
        assertThat(catalog.current().number()).isZero();
        assertThat(store.changes).isEmpty();
    }

    @Test
    void aPackageComesBackAsItWasOffered() throws IOException {
        OfferedPackage odd = new OfferedPackage(
                "libé",
                "2:1.0~rc1+b2",
                "all",
                "é",
                "2:1.0~rc1",
                MultiArch.FOREIGN,
                "pool/odd/file.deb",
                7L << 33,
                digest("odd"),
                12_345_678_901L);
        publish("s1", "i1", odd);
        AvailablePackage read = catalog.current().versionsOf("libé").get(0);
        assertThat(read)
                .isEqualTo(new AvailablePackage(
                        0,
                        "main",
                        "libé",
                        "2:1.0~rc1+b2",
                        "all",
                        "é",
                        "2:1.0~rc1",
                        MultiArch.FOREIGN,
                        "pool/odd/file.deb",
                        7L << 33,
                        digest("odd")));
        assertThat(catalog.current().find(read.patchId())).contains(read);
    }

    @Test
    void anRpmPackageKeepsModuleAndObsoletes() throws IOException {
        OfferedPackage module =
                rpm("Packages/n/nodejs-18.1-1.module+el9.x86_64.rpm", "nodejs:18", List.of("npm < 9", "iojs"));
        OfferedPackage odd = rpm("nodejs.rpm", "", List.of());
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(rpmRepository());
            draft.index(index("", "primary"));
            draft.add(module);
            draft.add(odd);
            draft.publish();
        }
        Catalog.Revision revision = restarted().current();
        List<AvailablePackage> read = revision.versionsOf("nodejs");
        assertThat(read).extracting(AvailablePackage::path).containsExactly(module.path(), odd.path());
        assertThat(read).extracting(AvailablePackage::module).containsExactly("nodejs:18", "");
        assertThat(read).extracting(AvailablePackage::obsoletes).containsExactly(List.of("npm < 9", "iojs"), List.of());
        assertThat(read.get(0).patchId())
                .isEqualTo(PatchId.of("rpm", "nodejs", "x86_64", "1:18.1-1.module+el9"))
                .isNotEqualTo(PatchId.of("deb", "nodejs", "x86_64", "1:18.1-1.module+el9"));
        assertThat(revision.find(read.get(0).patchId())).contains(read.get(0));
        assertThat(revision.obsoleting("npm")).containsExactly(read.get(0));
        assertThat(revision.obsoleting("iojs")).containsExactly(read.get(0));
        assertThat(revision.obsoleting("nodejs")).isEmpty();
        assertThat(revision.repositories().get(0).ecosystem()).isEqualTo("rpm");
    }

    @Test
    void anIndexIsWantedAgainWhereItIsMadeFromSomethingElse() throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(rpmRepository());
            assertThat(draft.index(index("", "primary"), digest("modules 1"))).isTrue();
            draft.publish();
        }
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(rpmRepository());
            assertThat(draft.index(index("", "primary"), digest("modules 1"))).isFalse();
        }
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(rpmRepository());
            assertThat(draft.index(index("", "primary"), digest("modules 2"))).isTrue();
        }
    }

    /** So that an update of the server makes no new revision of what it knows already. */
    @Test
    void packagesWithoutModulesAreWrittenAsBeforeThereWereAny() {
        SegmentWriter writer = new SegmentWriter("deb");
        writer.add(offered("openssl", "3.0.1-1"));
        assertThat(ByteBuffer.wrap(writer.write()).getInt(8)).isEqualTo(1);
    }

    private static OfferedPackage rpm(String path, String module, List<String> obsoletes) {
        return new OfferedPackage(
                "nodejs",
                "1:18.1-1.module+el9",
                "x86_64",
                "nodejs",
                "18.1-1.module+el9",
                MultiArch.NO,
                path,
                1000,
                digest(path),
                module.length() == 0 ? 1 : 0,
                module,
                obsoletes);
    }

    private static OfferedRepository rpmRepository() {
        return new OfferedRepository(
                "https://dl.example.org/9/AppStream/",
                "appstream",
                "",
                "",
                "Rocky Linux",
                "",
                "9",
                List.of(),
                List.of(),
                false,
                500,
                Instant.parse("2026-01-02T03:04:05Z"),
                Optional.empty(),
                stored("repomd"),
                Optional.empty(),
                "rpm");
    }

    @Test
    void usualFileNamesAreRebuilt() throws IOException {
        OfferedPackage usual = offered("bsdutils", "1:2.38-5");
        publish("s1", "i1", usual);
        assertThat(catalog.byDigest(usual.digest()).orElseThrow().path())
                .isEqualTo("pool/main/b/bsdutils/bsdutils_2.38-5_amd64.deb");
    }

    @Test
    void everyNameVersionAndDigestIsFoundAmongMany() throws IOException {
        List<OfferedPackage> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(offered("pkg" + i % 250, "1." + i));
        }
        publish("s1", "i1", many.toArray(new OfferedPackage[0]));
        Catalog.Revision revision = catalog.current();
        for (OfferedPackage offered : many) {
            assertThat(revision.versionsOf(offered.name())).hasSize(2);
            assertThat(revision.byDigest(offered.digest()).orElseThrow().version())
                    .isEqualTo(offered.version());
            assertThat(revision.find(PatchId.of("deb", offered.name(), "amd64", offered.version())))
                    .isPresent();
        }
        assertThat(revision.versionsOf("pkg")).isEmpty();
        assertThat(revision.versionsOf("zzz")).isEmpty();
        assertThat(revision.byDigest(digest("no such"))).isEmpty();
    }

    @Test
    void aKnownIndexNeedsNoPackagesAgain() throws IOException {
        publish("s1", "i1", offered("openssl", "1"));
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(repository("bookworm"));
            assertThat(draft.index(index("main", "i1"))).isFalse();
            assertThat(draft.index(index("contrib", "i2"))).isTrue();
            draft.add(offered("zfs", "2"));
            draft.publish();
        }
        assertThat(catalog.current().versionsOf("openssl")).hasSize(1);
        assertThat(catalog.current().versionsOf("zfs")).hasSize(1);
        assertThat(catalog.packages("s1")).isEqualTo(2);
    }

    @Test
    void publishingReplacesOnlyTheSourcesOwnPart() throws IOException {
        publish("s1", "i1", offered("openssl", "1"));
        publish("s2", "i2", offered("openssl", "2"));
        publish("s1", "i3", offered("openssl", "3"));
        assertThat(catalog.current().versionsOf("openssl"))
                .extracting(AvailablePackage::version)
                .containsExactlyInAnyOrder("2", "3");
        assertThat(catalog.current().repositories()).hasSize(2);
        assertThat(catalog.current().suites()).hasSize(2);
    }

    @Test
    void aRevisionThatIsKeptDoesNotChange() throws IOException {
        publish("s1", "i1", offered("openssl", "1"));
        Catalog.Revision kept = catalog.current();
        publish("s1", "i2", offered("openssl", "2"));
        assertThat(kept.versionsOf("openssl").get(0).version()).isEqualTo("1");
    }

    @Test
    void aRestartReadsTheSameRevision() throws IOException {
        publish("s1", "i1", offered("openssl", "1"));
        StoredCatalog after = restarted();
        assertThat(after.current().number()).isEqualTo(catalog.current().number());
        assertThat(after.current().versionsOf("openssl"))
                .isEqualTo(catalog.current().versionsOf("openssl"));
        assertThat(after.current().suites()).isEqualTo(catalog.current().suites());
        assertThat(after.current().repositories()).isEqualTo(catalog.current().repositories());
    }

    @Test
    void whatTheDepotLostIsLeftOutAndAskedForAgain() throws IOException {
        publish("s1", "i1", offered("openssl", "1"));
        publish("s2", "i2", offered("zlib", "1"));
        depot.contents.entrySet().removeIf(content -> new String(content.getValue(), StandardCharsets.ISO_8859_1)
                .contains("zlib"));
        StoredCatalog after = restarted();
        assertThat(after.holds("s1")).isTrue();
        assertThat(after.holds("s2")).isFalse();
        try (CatalogPublisher.Draft draft = after.stage("s2")) {
            draft.repository(repository("bookworm"));
            assertThat(draft.index(index("main", "i2"))).isTrue();
        }
    }

    @Test
    void damageInTheDepotIsNoticed() throws IOException {
        publish("s1", "i1", offered("openssl", "1"));
        depot.contents.values().forEach(bytes -> bytes[bytes.length - 1] ^= 1);
        assertThat(restarted().holds("s1")).isFalse();
    }

    @Test
    void whoeverHearsOfAChangeReadsItsRevision() throws IOException {
        List<Integer> seen = new ArrayList<>();
        catalog.current();
        store.afterCommit = () -> seen.add(catalog.current().size());
        publish("s1", "i1", offered("openssl", "1"));
        assertThat(seen).containsExactly(1);
    }

    @Test
    void withdrawingTakesTheSourceOut() throws IOException {
        publish("s1", "i1", offered("openssl", "1"));
        catalog.withdraw("s1");
        assertThat(catalog.current().size()).isZero();
        assertThat(catalog.current().number()).isEqualTo(2);
    }

    @Test
    void aClosedDraftTakesNothing() {
        CatalogPublisher.Draft draft = catalog.stage("s1");
        draft.close();
        assertThatThrownBy(() -> draft.repository(repository("bookworm"))).isInstanceOf(IllegalStateException.class);
    }

    private StoredCatalog restarted() {
        return new StoredCatalog(store, depot, Clock.systemUTC());
    }

    private void publish(String source, String index, OfferedPackage... packages) throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage(source)) {
            draft.repository(repository("bookworm"));
            draft.index(index("main", index));
            for (OfferedPackage offered : packages) {
                draft.add(offered);
            }
            draft.publish();
        }
    }

    static OfferedRepository repository(String suite) {
        return new OfferedRepository(
                "http://deb.example.org/debian/",
                suite,
                "oldstable",
                suite,
                "Debian",
                "Debian",
                "12.1",
                List.of("main"),
                List.of("amd64"),
                false,
                500,
                Instant.parse("2026-01-02T03:04:05Z"),
                Optional.of(Instant.parse("2026-01-09T03:04:05Z")),
                stored("release"),
                Optional.of(stored("signature")));
    }

    static MirroredSuite.Index index(String component, String content) {
        return new MirroredSuite.Index(
                component, "amd64", component + "/binary-amd64/Packages.xz", stored(content + ".xz"), stored(content));
    }

    private static MirroredSuite.Stored stored(String content) {
        return new MirroredSuite.Stored(digest(content), content.length());
    }

    static OfferedPackage offered(String name, String version) {
        String path = "pool/main/" + name.charAt(0) + "/" + name + "/" + name + "_"
                + version.substring(version.indexOf(':') + 1) + "_amd64.deb";
        return new OfferedPackage(
                name, version, "amd64", name, version, MultiArch.NO, path, 1000, digest(name + version), 0);
    }

    private static Digest digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
