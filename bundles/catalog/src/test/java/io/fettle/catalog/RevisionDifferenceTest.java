package io.fettle.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogDifference;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.catalog.OfferedPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A difference names everything that reads differently, and little else. */
class RevisionDifferenceTest {
    private static final CveId CVE = new CveId("CVE-2026-1000");
    private static final CveId OTHER = new CveId("CVE-2026-2000");

    private final StoredCatalog catalog = new StoredCatalog(new FakeCatalogStore(), new FakeDepot(), Clock.systemUTC());

    private Catalog.Revision publish(String suite, String content, OfferedPackage... offered) throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(StoredCatalogTest.repository(suite));
            if (draft.index(StoredCatalogTest.index("main", content))) {
                List.of(offered).forEach(draft::add);
            }
            draft.publish();
        }
        return catalog.current();
    }

    private Catalog.Revision say(String collection, String basis, Advisory... advisories) throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("vendor-" + collection)) {
            draft.collection(collection, Digest.of(basis.getBytes(StandardCharsets.UTF_8)));
            List.of(advisories).forEach(draft::add);
            draft.publish();
        }
        return catalog.current();
    }

    private static Advisory advisory(CveId cve, String source, String fixed) {
        return Advisory.of(cve.value())
                .cves(List.of(cve))
                .affected(new Affected(
                        "deb",
                        "Debian:12",
                        PackageLevel.SOURCE,
                        source,
                        List.of(),
                        "",
                        FixStatus.FIXED,
                        Optional.of(fixed),
                        Optional.empty(),
                        ""))
                .build();
    }

    private static Affected.Subject subject(String source) {
        return new Affected.Subject("deb", "Debian:12", PackageLevel.SOURCE, source);
    }

    @Test
    void onlyPackagesWithOtherVersionsAreNamed() throws IOException {
        Catalog.Revision before = publish(
                "bookworm",
                "i1",
                StoredCatalogTest.offered("curl", "1-1"),
                StoredCatalogTest.offered("gone", "1-1"),
                StoredCatalogTest.offered("zlib", "1-1"));
        Catalog.Revision after = publish(
                "bookworm",
                "i2",
                StoredCatalogTest.offered("curl", "1-2"),
                StoredCatalogTest.offered("new", "1-1"),
                StoredCatalogTest.offered("zlib", "1-1"));
        assertThat(after.since(before))
                .isEqualTo(CatalogDifference.of(Set.of("curl", "gone", "new"), Set.of(), Set.of()));
        assertThat(after.since(after)).isEqualTo(CatalogDifference.of(Set.of(), Set.of(), Set.of()));
    }

    @Test
    void anotherRepositoryIsEverything() throws IOException {
        Catalog.Revision before = publish("bookworm", "i1", StoredCatalogTest.offered("curl", "1-1"));
        Catalog.Revision after = publish("trixie", "i1", StoredCatalogTest.offered("curl", "1-1"));
        assertThat(after.since(before).everything()).isTrue();
    }

    @Test
    void whatANewAdvisorySpeaksOfIsNamed() throws IOException {
        say("a", "1", advisory(CVE, "curl", "1-2"));
        Catalog.Revision before = catalog.current();
        Catalog.Revision after = say("b", "1", advisory(OTHER, "zlib", "1-2"));
        assertThat(after.since(before))
                .isEqualTo(CatalogDifference.of(Set.of(), Set.of(subject("zlib")), Set.of(OTHER)));
    }

    @Test
    void whatAChangedAndAWithdrawnAdvisorySpeakOfIsNamed() throws IOException {
        say("b", "1", advisory(new CveId("CVE-2026-3000"), "other", "1"));
        Catalog.Revision before = say("a", "1", advisory(CVE, "curl", "1-2"), advisory(OTHER, "zlib", "1-2"));
        Catalog.Revision changed = say("a", "2", advisory(CVE, "curl", "1-3"), advisory(OTHER, "zlib", "1-2"));
        assertThat(changed.since(before))
                .isEqualTo(CatalogDifference.of(Set.of(), Set.of(subject("curl")), Set.of(CVE)));
        Catalog.Revision withdrawn = say("a", "3", advisory(CVE, "curl", "1-3"));
        assertThat(withdrawn.since(changed))
                .isEqualTo(CatalogDifference.of(Set.of(), Set.of(subject("zlib")), Set.of(OTHER)));
    }

    @Test
    void aNoteNamesItsVulnerability() throws IOException {
        Catalog.Revision before = say("a", "1", advisory(CVE, "curl", "1-2"));
        try (CatalogPublisher.Draft draft = catalog.stage("epss")) {
            draft.collection("all", Digest.of(new byte[] {1}));
            draft.add(VulnerabilityNote.of(new ExploitPrediction(0.5, 0.9, LocalDate.of(2026, 1, 1), ""), CVE));
            draft.publish();
        }
        CatalogDifference difference = catalog.current().since(before);
        assertThat(difference.packages()).isEmpty();
        assertThat(difference.vulnerabilities()).containsExactly(CVE);
    }

    @Test
    void whatNewAliasesJoinIsNamedOnBothSides() throws IOException {
        say("a", "1", advisory(CVE, "curl", "1-2"));
        Catalog.Revision before = say("b", "1", advisory(OTHER, "zlib", "1-2"));
        Advisory joining =
                Advisory.of("X-1").aliases(List.of(CVE.value(), OTHER.value())).build();
        CatalogDifference difference = say("c", "1", joining).since(before);
        assertThat(difference.vulnerabilities()).containsExactlyInAnyOrder(CVE, OTHER);
        assertThat(difference.subjects()).containsExactlyInAnyOrder(subject("curl"), subject("zlib"));
    }

    /** Three lists, of which the middle one joins what the others call by names of their own. */
    private Catalog.Revision threeListsOfOneFlaw() throws IOException {
        say("first", "1", named("X-1", "curl", "GHSA-1"));
        say("last", "1", named("PYSEC-2", "zlib", CVE.value()));
        return say(
                "middle", "1", Advisory.of("GHSA-1").aliases(List.of("PYSEC-2")).build());
    }

    private static Advisory named(String name, String source, String... aliases) {
        return Advisory.of(name)
                .aliases(List.of(aliases))
                .affected(advisory(CVE, source, "1-2").affected().get(0))
                .build();
    }

    @Test
    void whatALostAliasPartsIsNamedThoughNoCveIsInIt() throws IOException {
        Catalog.Revision before = threeListsOfOneFlaw();
        Catalog.Revision after = say("middle", "2", Advisory.of("GHSA-1").build());
        assertThat(after.since(before))
                .isEqualTo(CatalogDifference.of(Set.of(), Set.of(subject("curl"), subject("zlib")), Set.of(CVE)));
        Catalog.Revision again = say(
                "middle", "3", Advisory.of("GHSA-1").aliases(List.of("PYSEC-2")).build());
        assertThat(again.since(after)).isEqualTo(after.since(before));
    }

    @Test
    void whatAWithdrawnAdvisoryPartsIsNamedThoughNoCveIsInIt() throws IOException {
        Catalog.Revision before = threeListsOfOneFlaw();
        CatalogDifference difference = say("middle", "2").since(before);
        assertThat(difference)
                .isEqualTo(CatalogDifference.of(Set.of(), Set.of(subject("curl"), subject("zlib")), Set.of(CVE)));
    }

    @Test
    void moreNamesThanAnybodyFollowsAreEverything() throws IOException {
        List<String> names = IntStream.range(0, 400).mapToObj(i -> "X-" + i).toList();
        say("all", "1", Advisory.of("Y").aliases(names).build());
        Catalog.Revision before = say("one", "1", named("Z", "curl", "X-7"));
        assertThat(say("one", "2", named("Z", "zlib", "X-7")).since(before).everything())
                .isTrue();
    }

    /** Of modules the list of packages says nothing: they come from a file beside it. */
    @Test
    void theSamePackagesOfAnotherModuleAreNamed() throws IOException {
        Catalog.Revision before = publishRpm("1", rpm("nodejs", "nodejs:18"), rpm("zlib", ""));
        Catalog.Revision after = publishRpm("2", rpm("nodejs", "nodejs:20"), rpm("zlib", ""));
        assertThat(after.since(before)).isEqualTo(CatalogDifference.of(Set.of("nodejs"), Set.of(), Set.of()));
        Catalog.Revision without = publishRpm("3", rpm("nodejs", ""), rpm("zlib", ""));
        assertThat(without.since(after)).isEqualTo(CatalogDifference.of(Set.of("nodejs"), Set.of(), Set.of()));
    }

    @Test
    void whatTheSamePackageTakesThePlaceOfIsNamedBeforeAndAfter() throws IOException {
        Catalog.Revision before = publishRpm("1", rpm("nodejs", "", "npm < 9", "same"));
        Catalog.Revision after = publishRpm("2", rpm("nodejs", "", "iojs", "same"));
        assertThat(after.since(before).packages()).containsExactlyInAnyOrder("nodejs", "npm", "iojs", "same");
    }

    /** Whether it takes its place depends on all that is offered under its name. */
    @Test
    void whatAPackageTakesThePlaceOfIsNamedWhereAnotherOfItsNameIsNew() throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("plain")) {
            draft.repository(StoredCatalogTest.repository("plain"));
            draft.index(StoredCatalogTest.index("main", "plain"));
            draft.add(rpm("nodejs", "", "iojs < 4"));
            draft.publish();
        }
        Catalog.Revision before = publishRpm("1", rpm("nodejs", "nodejs:18"));
        Catalog.Revision after = publishRpm("2", rpm("nodejs", "nodejs:20"));
        assertThat(after.since(before).packages()).containsExactlyInAnyOrder("nodejs", "iojs");
    }

    private Catalog.Revision publishRpm(String modules, OfferedPackage... offered) throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(StoredCatalogTest.repository("appstream"));
            if (draft.index(
                    StoredCatalogTest.index("main", "primary"), Digest.of(modules.getBytes(StandardCharsets.UTF_8)))) {
                List.of(offered).forEach(draft::add);
            }
            draft.publish();
        }
        return catalog.current();
    }

    private static OfferedPackage rpm(String name, String module, String... obsoletes) {
        OfferedPackage usual = StoredCatalogTest.offered(name, "1-1");
        return new OfferedPackage(
                name,
                usual.version(),
                usual.arch(),
                name,
                usual.sourceVersion(),
                usual.multiArch(),
                usual.path(),
                usual.size(),
                usual.digest(),
                usual.offset(),
                module,
                List.of(obsoletes));
    }

    @Test
    void nothingThatReadsDifferentlyIsLeftOut() throws IOException {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            Map<String, String> versions = new TreeMap<>();
            Catalog.Revision before = publishRandom(versions, random, "a" + seed);
            Catalog.Revision after = publishRandom(versions, random, "b" + seed);
            Set<String> names = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                if (!before.versionsOf("p" + i).equals(after.versionsOf("p" + i))) {
                    names.add("p" + i);
                }
            }
            assertThat(after.since(before).packages()).as("seed %d", seed).isEqualTo(names);
        }
    }

    private Catalog.Revision publishRandom(Map<String, String> versions, Random random, String content)
            throws IOException {
        for (int i = random.nextInt(6); i >= 0; i--) {
            String name = "p" + random.nextInt(20);
            if (random.nextInt(3) == 0) {
                versions.remove(name);
            } else {
                versions.put(name, random.nextInt(9) + "-1");
            }
        }
        List<OfferedPackage> offered = new ArrayList<>();
        versions.forEach((name, version) -> offered.add(StoredCatalogTest.offered(name, version)));
        return publish("bookworm", content, offered.toArray(new OfferedPackage[0]));
    }
}
