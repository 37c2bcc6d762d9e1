package io.fettle.itests.bench.fleet;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.catalog.StoredCatalog;
import io.fettle.itests.bench.catalog.MemoryCatalogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Publishes a world's packages and advisories through the real catalog. */
final class Vendor {
    private static final Severity[] RATED = {Severity.LOW, Severity.MODERATE, Severity.IMPORTANT, Severity.CRITICAL};
    private static final int OF_THREE_IN_THE_POINT_RELEASE = 3;

    private final World world;
    private final StoredCatalog catalog = new StoredCatalog(new MemoryCatalogStore(), new MemoryDepot());
    private final List<Advisory> advisories = new ArrayList<>();
    private int editions;
    private int extra;

    Vendor(World world, int advisories, long seed) {
        this.world = world;
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> updated = new ArrayList<>();
        for (int source = 0; source < world.sources(); source++) {
            if (world.versions(source) > 1) {
                updated.add(source);
            }
        }
        for (int i = 0; i < advisories; i++) {
            int source = updated.get(random.nextInt(updated.size()));
            this.advisories.add(advisory(i, source, 1 + random.nextInt(world.versions(source) - 1), random));
        }
    }

    static CveId cve(int number) {
        return new CveId("CVE-2026-" + (10_000 + number));
    }

    /** A flaw that versions of the source before this level have, in all releases. */
    private static Advisory advisory(int number, int source, int level, SplittableRandom random) {
        Advisory.Builder advisory = Advisory.of("XSA-" + number).cves(List.of(cve(number)));
        Rating rating = new Rating(Rating.Scale.VENDOR, RATED[random.nextInt(RATED.length)], "word", "Vendor");
        for (int release = 0; release < World.RELEASES.size(); release++) {
            advisory.affected(new Affected(
                    "deb",
                    "Debian:" + World.RELEASES.get(release),
                    PackageLevel.SOURCE,
                    World.source(source),
                    List.of(),
                    "",
                    FixStatus.FIXED,
                    Optional.of(World.version(release, level)),
                    Optional.of(rating),
                    ""));
        }
        return advisory.build();
    }

    Catalog.Revision current() {
        return catalog.current();
    }

    Catalog.Revision publishAll() throws IOException {
        publishPackages();
        return publishAdvisories();
    }

    /** All suites anew; those where nothing changed keep their indexes. */
    Catalog.Revision publishPackages() throws IOException {
        editions++;
        for (int release = 0; release < World.RELEASES.size(); release++) {
            publish(release, false);
            publish(release, true);
        }
        return catalog.current();
    }

    Catalog.Revision publishAdvisories() throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("advisories")) {
            draft.collection("all", digest("advisories" + advisories.size()));
            advisories.forEach(draft::add);
            draft.publish();
        }
        return catalog.current();
    }

    /** One more advisory, on a source that many have; by a publisher whose other collections stay as they are. */
    Catalog.Revision publishOneMore(int source) throws IOException {
        int number = advisories.size() + extra++;
        try (CatalogPublisher.Draft draft = catalog.stage("advisories-" + number)) {
            draft.collection("new", digest("new" + number));
            draft.add(advisory(number, source, Math.max(1, world.versions(source) - 1), new SplittableRandom(number)));
            draft.publish();
        }
        return catalog.current();
    }

    private void publish(int release, boolean security) throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("suite-" + World.suite(release, security))) {
            List<OfferedPackage> offered = offered(release, security);
            Digest content = digest(World.suite(release, security) + offered);
            draft.repository(repository(release, security, content));
            MirroredSuite.Stored stored = new MirroredSuite.Stored(content, 1);
            if (draft.index(new MirroredSuite.Index("main", "amd64", "main/binary-amd64/Packages", stored, stored))) {
                offered.forEach(draft::add);
            }
            draft.publish();
        }
    }

    private List<OfferedPackage> offered(int release, boolean security) {
        List<OfferedPackage> offered = new ArrayList<>();
        for (int number = 0; number < world.packages(); number++) {
            int newest = world.versions(World.sourceOf(number)) - 1;
            boolean point = World.sourceOf(number) % OF_THREE_IN_THE_POINT_RELEASE == 0;
            if (!security) {
                offered.add(offer(number, release, point ? newest : 0));
            } else if (newest > 0 && !point) {
                offered.add(offer(number, release, newest));
            }
        }
        return offered;
    }

    private static OfferedPackage offer(int number, int release, int level) {
        String version = World.version(release, level);
        String name = World.name(number);
        return new OfferedPackage(
                name,
                version,
                "amd64",
                World.source(World.sourceOf(number)),
                version,
                MultiArch.NO,
                "pool/" + name + '_' + version + ".deb",
                1,
                digest(name + version),
                number);
    }

    private OfferedRepository repository(int release, boolean security, Digest content) {
        return new OfferedRepository(
                World.URI,
                World.suite(release, security),
                World.suite(release, security),
                World.suite(release, security),
                "Vendor",
                security ? "Security" : "Main",
                World.RELEASES.get(release),
                World.COMPONENTS,
                World.ARCHES,
                security,
                500,
                Instant.ofEpochSecond(editions),
                Optional.empty(),
                new MirroredSuite.Stored(content, 1),
                Optional.empty());
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
