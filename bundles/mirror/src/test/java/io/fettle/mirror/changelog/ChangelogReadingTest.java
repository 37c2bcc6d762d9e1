package io.fettle.mirror.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisories.Statement;
import io.fettle.api.advisory.Changelogs;
import io.fettle.api.advisory.CveId;
import io.fettle.api.catalog.CatalogPublisher.Draft;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.catalog.StoredCatalog;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.PendingChange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChangelogReadingTest {
    private static final String CHANGELOG = """
            curl (7.88-3) bookworm-security; urgency=high

              * Fix CVE-2026-1003, and CVE-2026-1004.

             -- A <a@example.org>  Thu, 01 Jan 2026 00:00:00 +0000

            curl (7.88-2) bookworm; urgency=medium

              * Nothing about security.

             -- A <a@example.org>  Thu, 01 Jan 2026 00:00:00 +0000

            curl (7.88-1) unstable; urgency=medium

              * CVE-2026-1001: mended.

             -- A <a@example.org>  Thu, 01 Jan 2026 00:00:00 +0000
            """;

    private final MemoryDepot depot = new MemoryDepot();
    private final MemoryStore store = new MemoryStore();
    private final LandedContent landed = new LandedContent();
    private final List<OfferedPackage> offered = new ArrayList<>();
    private StoredCatalog catalog = new StoredCatalog(store, depot);

    private static final class MemoryStore implements CatalogStore {
        private final Map<String, Part> parts = new LinkedHashMap<>();
        private long number;

        @Override
        public Revision newest() {
            return new Revision(number, List.copyOf(parts.values()));
        }

        @Override
        public long publish(Part part, List<PendingChange> changes) {
            parts.put(part.sourceId(), part);
            return ++number;
        }

        @Override
        public long withdraw(String sourceId, List<PendingChange> changes) {
            parts.remove(sourceId);
            return ++number;
        }
    }

    @Test
    void whatAChangelogNamesIsKeptByVersion() throws Exception {
        land("libcurl4", "7.88-3", CHANGELOG);
        reading().readLanded();
        assertThat(fixes())
                .isEqualTo(Map.of(
                        "7.88-3", Set.of("CVE-2026-1003", "CVE-2026-1004"),
                        "7.88-1", Set.of("CVE-2026-1001")));
        assertThat(catalog.current().advisories().platforms()).containsExactly("changelogs:Debian");
    }

    @Test
    void aSourcePackageIsReadOnceForEachVersionAlsoAfterARestart() throws Exception {
        Digest first = land("libcurl4", "7.88-3", CHANGELOG);
        reading().readLanded();
        long revision = catalog.current().number();
        catalog = new StoredCatalog(store, depot);
        depot.opened.clear();
        Digest second = land("curl", "7.88-3", CHANGELOG);
        reading().readLanded();
        reading().readAll();
        assertThat(depot.opened).doesNotContain(first, second);
        // The list of packages is another one; nothing else is.
        assertThat(catalog.current().number()).isEqualTo(revision + 1);
        Digest newer = land("curl", "7.88-4", CHANGELOG.replace("7.88-3", "7.88-4"));
        reading().readLanded();
        assertThat(depot.opened).contains(newer);
        assertThat(fixes()).containsOnlyKeys("7.88-4", "7.88-3", "7.88-1");
    }

    @Test
    void whatIsThereAlreadyIsReadAtTheStart() throws Exception {
        land("libcurl4", "7.88-3", CHANGELOG);
        landed.next(Duration.ofSeconds(1));
        reading().readAll();
        assertThat(fixes()).hasSize(2);
    }

    @Test
    void aDamagedPackageIsLeftOutAndTheNextIsRead() throws Exception {
        depot.contents.put(offer("broken", "1-1", new byte[] {1, 2, 3}), new byte[] {1, 2, 3});
        land("libcurl4", "7.88-3", CHANGELOG);
        landed.landed(Digest.of(new byte[] {9}));
        reading().readAll();
        assertThat(fixes()).hasSize(2);
    }

    @Test
    void contentThatIsNoPackageIsNotOpened() throws Exception {
        Digest other = depot.put(new ByteArrayInputStream(new byte[100]), 100);
        landed.landed(other);
        reading().readLanded();
        assertThat(depot.opened).doesNotContain(other);
        assertThat(catalog.current().number()).isZero();
    }

    @Test
    void anOverflowIsNoticed() {
        for (int i = 0; i <= LandedContent.MOST; i++) {
            landed.landed(Digest.of(new byte[] {(byte) i}));
        }
        assertThat(landed.takeMissed()).isTrue();
        assertThat(landed.takeMissed()).isFalse();
    }

    private ChangelogReading reading() {
        return new ChangelogReading(depot, depot, catalog, catalog, landed, Duration.ofMillis(1));
    }

    private Map<String, Set<String>> fixes() {
        return catalog.current().advisories().about(ChangelogBook.subject("Debian", "curl")).stream()
                .filter(statement -> statement.affected().fixed().isPresent())
                .peek(statement -> assertThat(statement.advisory().sourceId()).isEqualTo(Changelogs.SOURCE))
                .collect(Collectors.toMap(
                        statement -> statement.affected().fixed().orElseThrow(), ChangelogReadingTest::names));
    }

    private static Set<String> names(Statement statement) {
        return statement.cves().stream().map(CveId::value).collect(Collectors.toSet());
    }

    /** A package of source curl. */
    private Digest land(String name, String version, String changelog) throws IOException {
        byte[] packed = DebFile.gzip(changelog.getBytes(StandardCharsets.UTF_8));
        byte[] deb = new DebFile()
                .file("./usr/bin/x", '0', new byte[3000])
                .file("./usr/share/doc/" + name + "/changelog.Debian.gz", '0', packed)
                .build();
        depot.contents.put(offer(name, version, deb), deb);
        landed.landed(Digest.of(deb));
        return Digest.of(deb);
    }

    private Digest offer(String name, String version, byte[] deb) throws IOException {
        offered.add(new OfferedPackage(
                name,
                version,
                "amd64",
                name.contains("curl") ? "curl" : name,
                version,
                MultiArch.NO,
                "pool/" + name + ".deb",
                deb.length,
                Digest.of(deb),
                0,
                "",
                List.of()));
        MirroredSuite.Stored index =
                new MirroredSuite.Stored(Digest.of(offered.toString().getBytes(StandardCharsets.UTF_8)), 1);
        try (Draft draft = catalog.stage("s-1")) {
            draft.repository(new OfferedRepository(
                    "http://deb.example.org/debian/",
                    "bookworm",
                    "stable",
                    "bookworm",
                    "Debian",
                    "Debian",
                    "12",
                    List.of("main"),
                    List.of("amd64"),
                    false,
                    500,
                    Instant.EPOCH,
                    Optional.empty(),
                    index,
                    Optional.empty(),
                    "deb"));
            draft.index(new MirroredSuite.Index("main", "amd64", "main/binary-amd64/Packages", index, index));
            offered.forEach(draft::add);
            draft.publish();
        }
        return Digest.of(deb);
    }
}
