package io.fettle.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisories;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Reference;
import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.Vulnerability;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.catalog.CatalogPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogAdvisoriesTest {
    private static final CveId CVE = new CveId("CVE-2024-1086");
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Affected.Subject LINUX =
            new Affected.Subject("deb", "Debian:12", PackageLevel.SOURCE, "linux");

    private final FakeCatalogStore store = new FakeCatalogStore();
    private final FakeDepot depot = new FakeDepot();
    private StoredCatalog catalog = at(NOW);

    @Test
    void anAdvisoryComesBackAsItWasHandedOver() throws IOException {
        Advisory whole = Advisory.of("DSA-1-1")
                .revision("2")
                .type(Advisory.Type.SECURITY)
                .status(Advisory.Status.TESTING)
                .title("linux: é")
                .summary("words")
                .published(NOW.minusSeconds(9))
                .modified(NOW.minusSeconds(3))
                .ratings(List.of(new Rating(Rating.Scale.CVSS_V3, Severity.CRITICAL, "CVSS:3.1/AV:N", "NVD")))
                .cves(List.of(new CveId("CVE-2024-20000"), CVE))
                .aliases(List.of("DLA-1-1"))
                .supersedes(List.of("DSA-0-9"))
                .related(List.of("DSA-0-1"))
                .references(List.of(new Reference("WEB", "https://www.example.org/")))
                .aftermath(List.of(Advisory.Aftermath.REBOOT))
                .affected(fixed("linux", "6.1.2-1"))
                .affected(new Affected(
                        "rpm",
                        "Rocky Linux:9",
                        PackageLevel.BINARY,
                        "nodejs",
                        List.of("x86_64", "noarch"),
                        "nodejs:18",
                        FixStatus.WONT_FIX,
                        Optional.empty(),
                        Optional.of(new Rating(Rating.Scale.VENDOR, Severity.LOW, "low", "Rocky")),
                        "will not fix"))
                .build();
        publish("s1", "c", "b1", whole);
        Advisory read = advisories().find(new AdvisoryId("s1", "DSA-1-1")).orElseThrow();
        assertThat(read).usingRecursiveComparison().isEqualTo(whole);
        assertThat(read.cves()).containsExactly(CVE, new CveId("CVE-2024-20000"));
    }

    @Test
    void statementsAreFoundByWhatTheyAreAbout() throws IOException {
        publish("s1", "c", "b1", advisory("DSA-1-1", fixed("linux", "2"), fixed("zlib", "3")));
        publish("s2", "c", "b2", advisory("LOCAL-1", fixed("linux", "4")));
        assertThat(advisories().about(LINUX))
                .extracting(statement -> statement.advisory() + " "
                        + statement.affected().fixed().orElse(""))
                .containsExactlyInAnyOrder("s1/DSA-1-1 2", "s2/LOCAL-1 4");
        assertThat(advisories().about(CVE)).hasSize(2);
        assertThat(advisories().platforms()).containsExactly("Debian:12");
        assertThat(advisories().subjects()).hasSize(2).contains(LINUX);
        assertThat(advisories().size()).isEqualTo(2);
        assertThat(catalog.advisories("s1")).isEqualTo(1);
    }

    @Test
    void advisoriesOfTwoSourcesAreNotMerged() throws IOException {
        publish("s1", "c", "b1", advisory("X-1", fixed("linux", "2")));
        publish("s2", "c", "b2", advisory("X-1", fixed("linux", "9")));
        assertThat(advisories()
                        .find(new AdvisoryId("s1", "X-1"))
                        .orElseThrow()
                        .affected()
                        .get(0)
                        .fixed())
                .contains("2");
        assertThat(advisories()
                        .find(new AdvisoryId("s2", "X-1"))
                        .orElseThrow()
                        .affected()
                        .get(0)
                        .fixed())
                .contains("9");
    }

    @Test
    void greaterRevisionCountsWhicheverComesFirst() throws IOException {
        Advisory old = Advisory.of("X-1").revision("1").title("old").build();
        Advisory edited = Advisory.of("X-1").revision("2").title("new").build();
        publish("s1", "c", "b1", edited, old);
        assertThat(advisories().find(new AdvisoryId("s1", "X-1")).orElseThrow().title())
                .isEqualTo("new");
    }

    @Test
    void whatTheVendorTookBackStaysAsATombstoneThatSaysNothing() throws IOException {
        publish("s1", "c", "b1", advisory("DSA-1-1", fixed("linux", "2")), advisory("DSA-2-1", fixed("zlib", "2")));
        publish("s1", "c", "b2", advisory("DSA-2-1", fixed("zlib", "2")));
        Advisory gone = advisories().find(new AdvisoryId("s1", "DSA-1-1")).orElseThrow();
        assertThat(gone.status()).isEqualTo(Advisory.Status.WITHDRAWN);
        assertThat(gone.withdrawn()).contains(NOW);
        assertThat(advisories().about(LINUX)).isEmpty();
        assertThat(advisories().about(CVE))
                .last()
                .satisfies(last -> assertThat(last.advisory().nativeId()).isEqualTo("DSA-1-1"));
        assertThat(catalog.advisories("s1")).isEqualTo(1);
    }

    @Test
    void tombstonesKeepTheirDateAndGoOneDay() throws IOException {
        publish("s1", "c", "b1", advisory("DSA-1-1"));
        publish("s1", "c", "b2");
        catalog = at(NOW.plus(Duration.ofDays(399)));
        publish("s1", "c", "b3");
        assertThat(advisories()
                        .find(new AdvisoryId("s1", "DSA-1-1"))
                        .orElseThrow()
                        .withdrawn())
                .contains(NOW);
        catalog = at(NOW.plus(Duration.ofDays(400)));
        publish("s1", "c", "b4");
        assertThat(advisories().find(new AdvisoryId("s1", "DSA-1-1"))).isEmpty();
    }

    @Test
    void whoReturnsIsNoTombstoneAnyMore() throws IOException {
        publish("s1", "c", "b1", advisory("DSA-1-1", fixed("linux", "2")));
        publish("s1", "c", "b2");
        publish("s1", "c", "b3", advisory("DSA-1-1", fixed("linux", "2")));
        assertThat(advisories().about(LINUX)).hasSize(1);
    }

    @Test
    void aKnownBasisNeedsNoContentAgainAndOtherCollectionsStayApart() throws IOException {
        publish("s1", "2024", "b1", advisory("DSA-1-1", fixed("linux", "2")));
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            assertThat(draft.collection("2024", digest("b1"))).isFalse();
            assertThat(draft.collection("2025", digest("b2"))).isTrue();
            draft.add(advisory("DSA-2-1", fixed("zlib", "2")));
            draft.publish();
        }
        assertThat(advisories().size()).isEqualTo(2);
    }

    @Test
    void nothingNewIsNoNewRevision() throws IOException {
        publish("s1", "c", "b1", advisory("DSA-1-1", fixed("linux", "2")));
        long before = catalog.current().number();
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.collection("c", digest("b1"));
            assertThat(draft.publish()).isEqualTo(before);
        }
        assertThat(catalog.current().number()).isEqualTo(before);
    }

    @Test
    void notesOfAllSourcesAreMergedForTheCveAlone() throws IOException {
        KnownExploited listed =
                new KnownExploited(LocalDate.of(2024, 5, 30), Optional.of(LocalDate.of(2024, 6, 20)), true);
        ExploitPrediction predicted = new ExploitPrediction(0.8, 0.99, LocalDate.of(2026, 2, 28), "v4");
        note("kev", VulnerabilityNote.of(listed, CVE, "use after free"));
        note("epss", VulnerabilityNote.of(predicted, CVE));
        publish("s1", "c", "b1", advisory("DSA-1-1", fixed("linux", "2")));
        Vulnerability known = advisories().vulnerability(CVE).orElseThrow();
        assertThat(known.exploited()).contains(listed);
        assertThat(known.prediction()).contains(predicted);
        assertThat(known.summary()).isEqualTo("use after free");
        assertThat(known.advisories()).containsExactly(new AdvisoryId("s1", "DSA-1-1"));
        assertThat(advisories().vulnerability(new CveId("CVE-1999-0001"))).isEmpty();
    }

    @Test
    void aRestartReadsTheSame() throws IOException {
        publish("s1", "c", "b1", advisory("DSA-1-1", fixed("linux", "2")));
        catalog = at(NOW);
        assertThat(advisories().about(LINUX)).hasSize(1);
        assertThat(catalog.holds("s1")).isTrue();
    }

    @Test
    void aliasesAreFollowedBothWaysAndFromOneToTheNext() throws IOException {
        CveId other = new CveId("CVE-2025-7777");
        publish("s1", "c", "b1", named("GHSA-1", List.of("PYSEC-1"), fixed("linux", "2")));
        publish("s2", "c", "b2", named("PYSEC-1", List.of(other.value())));
        publish("s3", "c", "b3", named("SNYK-1", List.of("GHSA-1")));
        publish("s4", "c", "b4", named("GHSA-2", List.of("CVE-2025-8888")));

        assertThat(advisories().about(other))
                .extracting(published -> published.id().toString())
                .containsExactly("s1/GHSA-1", "s2/PYSEC-1", "s3/SNYK-1");
        assertThat(advisories().about(LINUX)).singleElement().satisfies(statement -> assertThat(statement.cves())
                .containsExactly(other));
    }

    @Test
    void oneFlawWithTwoNumbersIsOneVulnerability() throws IOException {
        CveId second = new CveId("CVE-2025-7777");
        publish("s1", "c", "b1", named("GHSA-1", List.of(CVE.value(), second.value())));
        note("kev", new VulnerabilityNote(second, "a second number", List.of(), Optional.empty(), Optional.empty()));

        assertThat(advisories().vulnerability(CVE).orElseThrow().summary()).isEqualTo("a second number");
    }

    @Test
    void supersedenceIsFollowedFromOneToTheNext() throws IOException {
        publish(
                "kb",
                "all",
                "1",
                Advisory.of("KB1").cves(List.of(CVE)).build(),
                Advisory.of("KB2").cves(List.of(CVE)).supersedes(List.of("KB1")).build(),
                Advisory.of("KB3").supersedes(List.of("KB2")).build());

        assertThat(advisories().superseding(new AdvisoryId("kb", "KB1")))
                .containsExactly(new AdvisoryId("kb", "KB2"), new AdvisoryId("kb", "KB3"));
        assertThat(advisories().superseding(new AdvisoryId("other", "KB1"))).isEmpty();
        assertThat(advisories().vulnerability(CVE).orElseThrow().superseded())
                .containsExactlyInAnyOrder(new AdvisoryId("kb", "KB1"), new AdvisoryId("kb", "KB2"));
    }

    @Test
    void whatWasWithdrawnSupersedesNothing() throws IOException {
        publish("kb", "all", "1", Advisory.of("KB2").supersedes(List.of("KB1")).build());
        publish("kb", "all", "2");

        assertThat(advisories().superseding(new AdvisoryId("kb", "KB1"))).isEmpty();
    }

    @Test
    void whatWasWithdrawnOrIsOnlyRelatedIsNoAlias() throws IOException {
        CveId other = new CveId("CVE-2025-7777");
        publish(
                "s1",
                "c",
                "b1",
                Advisory.of("A-1").related(List.of(other.value())).build(),
                named("A-2", List.of(other.value())));
        publish(
                "s1",
                "c",
                "b2",
                Advisory.of("A-1").related(List.of(other.value())).build());

        assertThat(advisories().about(other)).isEmpty();
    }

    @Test
    void aVendorWhoCallsEverythingTheSameGetsNotFar() throws IOException {
        List<Advisory> chain = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            chain.add(named("X-" + i, List.of("X-" + (i + 1))));
        }
        publish("s1", "c", "b1", chain.toArray(new Advisory[0]));
        publish("s2", "c", "b2", named("FIRST", List.of("X-0", CVE.value())));

        assertThat(advisories().about(CVE)).hasSizeBetween(2, 300);
    }

    private static Advisory named(String id, List<String> aliases, Affected... affected) {
        Advisory.Builder advisory = Advisory.of(id).aliases(aliases);
        for (Affected statement : affected) {
            advisory.affected(statement);
        }
        return advisory.build();
    }

    @Test
    void contentWithoutACollectionIsRefused() {
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            assertThatThrownBy(() -> draft.add(advisory("DSA-1-1"))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void twoCollectionsOfOneNameAreRefused() throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.collection("c", digest("1"));
            assertThatThrownBy(() -> draft.collection("c", digest("2"))).isInstanceOf(IllegalStateException.class);
        }
    }

    private Advisories advisories() {
        return catalog.current().advisories();
    }

    private StoredCatalog at(Instant now) {
        return new StoredCatalog(store, depot, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void publish(String source, String collection, String basis, Advisory... content) throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage(source)) {
            assertThat(draft.collection(collection, digest(basis))).isTrue();
            for (Advisory advisory : content) {
                draft.add(advisory);
            }
            draft.publish();
        }
    }

    private void note(String source, VulnerabilityNote note) throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage(source)) {
            draft.collection("notes", digest(source));
            draft.add(note);
            draft.publish();
        }
    }

    private static Advisory advisory(String id, Affected... affected) {
        Advisory.Builder advisory = Advisory.of(id).cves(List.of(CVE));
        for (Affected statement : affected) {
            advisory.affected(statement);
        }
        return advisory.build();
    }

    private static Affected fixed(String name, String version) {
        return new Affected(
                "deb",
                "Debian:12",
                PackageLevel.SOURCE,
                name,
                List.of(),
                "",
                FixStatus.FIXED,
                Optional.of(version),
                Optional.empty(),
                "");
    }

    private static Digest digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
