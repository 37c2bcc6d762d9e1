package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.assessment.ExposureNews;
import io.fettle.api.assessment.ExposureNews.InOffice;
import io.fettle.api.assessment.ExposureNews.Kind;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.news.ExposureDesk;
import io.fettle.spi.store.PendingChange;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExposureNewsTest {
    private static final Scope ALL = Scope.all();
    private static final Clock CLOCK = Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC);

    private final FakeFleet fleet = new FakeFleet();
    private final MemoryNews store = new MemoryNews();
    private final List<List<ExposureNews>> told = new ArrayList<>();
    /** Fixed version by package and CVE, {@code curl 1}. */
    private final Map<String, String> fixes = new LinkedHashMap<>();

    private final List<Integer> exploited = new ArrayList<>();
    private SampleCatalog newest = new SampleCatalog(0);
    private ExposureDesk desk = new ExposureDesk(fleet, store, CLOCK);
    private EvaluatedFindings evaluated = start();

    @BeforeEach
    void somethingIsKnownOfThePlatform() {
        has(0, "o-1", "curl", "1-1");
        has(1, "o-1", "curl", "2-1");
        has(2, "o-2", "curl", "1-1");
        has(3, "o-2", "zlib", "1-1");
        fixes.put("other 9999", "1-1");
        publish();
        assertThat(news()).isEmpty();
    }

    @Test
    void whatARevisionExposesIsToldOnceWithItsNumbers() {
        fixes.put("curl 1", "2-1");
        publish();
        publish();
        ExposureNews only = news().get(0);
        assertThat(news()).hasSize(1);
        assertThat(only)
                .isEqualTo(new ExposureNews(
                        1,
                        Kind.EXPOSED,
                        Optional.of(cve(1)),
                        1,
                        2,
                        2,
                        Severity.IMPORTANT,
                        false,
                        newest.number() - 1,
                        FakeFleet.NOON,
                        only.offices()));
        assertThat(only.offices())
                .containsExactlyInAnyOrder(new InOffice("o-1", 1, 1, 1), new InOffice("o-2", 1, 1, 1));
        assertThat(told).containsExactly(List.of(only));
        assertThat(store.changes).containsExactly(new PendingChange(Topic.EXPOSURE, "1"));
    }

    @Test
    void aFixThatAsksForMoreExposesTheOthersNewly() {
        fixes.put("curl 1", "2-1");
        publish();
        fixes.put("curl 1", "2-2");
        publish();
        assertThat(news().get(0).newly()).isEqualTo(1);
        assertThat(news().get(0).exposed()).isEqualTo(3);
        fixes.put("curl 1", "1-1");
        publish();
        assertThat(news()).hasSize(2);
    }

    @Test
    void whatComputersAreExposedToAndBecomesKnownExploitedIsNews() {
        fixes.put("curl 1", "2-1");
        fixes.put("absent 2", "2-1");
        publish();
        exploited.addAll(List.of(1, 2));
        publish();
        assertThat(news()).extracting(ExposureNews::kind).containsExactly(Kind.EXPLOITED, Kind.EXPOSED);
        ExposureNews known = news().get(0);
        assertThat(known.cve()).contains(cve(1));
        assertThat(known.exploited()).isTrue();
        assertThat(known.newly()).isZero();
        assertThat(known.exposed()).isEqualTo(2);
        fixes.put("zlib 2", "2-1");
        publish();
        assertThat(news().get(0).kind()).isEqualTo(Kind.EXPOSED);
        assertThat(news().get(0).exploited()).isTrue();
    }

    @Test
    void theWorstOfARevisionComesFirst() {
        fixes.put("curl 1", "2-1");
        fixes.put("curl 2", "9-1");
        fixes.put("zlib 3", "2-1");
        exploited.add(3);
        publish();
        assertThat(news()).extracting(one -> one.cve().orElseThrow()).containsExactly(cve(3), cve(2), cve(1));
        assertThat(desk.since(1, 100)).extracting(ExposureNews::id).containsExactly(2L, 3L);
    }

    @Test
    void whatComputersInstallIsNoNews() {
        fixes.put("curl 1", "2-1");
        publish();
        has(1, "o-1", "curl", "1-1");
        has(4, "o-1", "curl", "1-1");
        catchUp();
        publish();
        assertThat(news()).hasSize(1);
    }

    @Test
    void aPlatformThatNobodySpokeOfBeforeIsOnePieceOfNews() {
        fleet.releases.put(7, "13");
        has(7, "o-2", "curl", "1-1");
        catchUp();
        fixes.put("13/curl 5", "2-1");
        fixes.put("13/curl 6", "2-1");
        publish();
        assertThat(news()).hasSize(1);
        assertThat(news().get(0).cve()).isEmpty();
        assertThat(news().get(0).vulnerabilities()).isEqualTo(2);
        assertThat(news().get(0).newly()).isEqualTo(1);
        assertThat(news().get(0).offices()).containsExactly(new InOffice("o-2", 1, 1, 2));
    }

    @Test
    void tooManyAtOnceAreOnePieceOfNews() {
        for (int i = 0; i < 251; i++) {
            fixes.put("curl " + (100 + i), "2-1");
        }
        publish();
        assertThat(news()).hasSize(1);
        assertThat(news().get(0).vulnerabilities()).isEqualTo(251);
        for (int i = 0; i < 21; i++) {
            exploited.add(100 + i);
        }
        publish();
        assertThat(news()).hasSize(2);
        assertThat(news().get(0).kind()).isEqualTo(Kind.EXPLOITED);
        assertThat(news().get(0).vulnerabilities()).isEqualTo(21);
    }

    @Test
    void whoSeesSomeOfficesOnlyCountsThose() {
        fixes.put("curl 1", "2-1");
        fixes.put("zlib 2", "2-1");
        publish();
        Scope first = Scope.ofOffices(Set.of("o-1"));
        assertThat(desk.list(first, PageRequest.first(10)).total()).isEqualTo(1);
        ExposureNews seen = desk.list(first, PageRequest.first(10)).items().get(0);
        assertThat(seen.cve()).contains(cve(1));
        assertThat(seen.newly()).isEqualTo(1);
        assertThat(seen.exposed()).isEqualTo(1);
        assertThat(seen.offices()).extracting(InOffice::office).containsExactly("o-1");
        assertThat(desk.list(Scope.ofOffices(Set.of("o-9")), PageRequest.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void ofAnOldInventoryNothingIsTold() {
        fleet.confirmedAt.put(0, FakeFleet.NOON.minus(Duration.ofHours(30)));
        fixes.put("curl 1", "2-1");
        publish();
        assertThat(news().get(0).newly()).isEqualTo(1);
    }

    @Test
    void whoReportsAgainAndIsStillExposedIsToldOfThenAndOnce() {
        fleet.confirmedAt.put(0, FakeFleet.NOON.minus(Duration.ofHours(30)));
        fixes.put("curl 1", "2-1");
        publish();
        evaluated.loop().catchUp();
        assertThat(news()).hasSize(1);

        fleet.confirmedAt.remove(0);
        evaluated.loop().catchUp();
        evaluated.loop().catchUp();
        assertThat(news()).hasSize(2);
        ExposureNews late = news().get(0);
        assertThat(late.kind()).isEqualTo(Kind.EXPOSED);
        assertThat(late.cve()).contains(cve(1));
        assertThat(late.newly()).isEqualTo(1);
        assertThat(late.exposed()).isEqualTo(2);
        assertThat(late.offices()).contains(new InOffice("o-1", 1, 1, 1));
        assertThat(told).hasSize(2);
    }

    @Test
    void whoReportsAgainAndIsMendedIsNotToldOf() {
        fleet.confirmedAt.put(0, FakeFleet.NOON.minus(Duration.ofHours(30)));
        fixes.put("curl 1", "2-1");
        publish();
        has(0, "o-1", "curl", "2-1");
        fleet.confirmedAt.remove(0);
        evaluated.loop().catchUp();
        evaluated.loop().catchUp();
        assertThat(news()).hasSize(1);
    }

    @Test
    void newsOfALatecomerThatCannotBeKeptAreToldLater() {
        fleet.confirmedAt.put(0, FakeFleet.NOON.minus(Duration.ofHours(30)));
        fixes.put("curl 1", "2-1");
        publish();
        fleet.confirmedAt.remove(0);
        store.failing = true;
        evaluated.loop().catchUp();
        store.failing = false;
        evaluated.loop().catchUp();
        assertThat(news()).hasSize(2);
    }

    @Test
    void aRestartTellsNothingAgain() {
        fixes.put("curl 1", "2-1");
        publish();
        restart();
        assertThat(news()).hasSize(1);
        fixes.put("curl 2", "2-1");
        publish();
        assertThat(news()).extracting(ExposureNews::id).containsExactly(2L, 1L);
    }

    @Test
    void aRevisionThatCameWhileNobodyComparedIsSaidToBeMissed() {
        fixes.put("curl 1", "2-1");
        newest = made(newest.number() + 1);
        restart();
        assertThat(news()).extracting(ExposureNews::kind).containsExactly(Kind.MISSED);
        assertThat(news().get(0).exposed()).isEqualTo(2);
        restart();
        assertThat(news()).hasSize(1);
    }

    @Test
    void aCatalogThatHasNotBeenReadYetIsAwaited() {
        fixes.put("curl 1", "2-1");
        publish();
        SampleCatalog read = newest;
        newest = new SampleCatalog(0);
        restart();
        newest = read;
        catchUp();
        assertThat(news()).hasSize(1);
    }

    @Test
    void whatCouldNotBeKeptIsToldLater() {
        store.failing = true;
        fixes.put("curl 1", "2-1");
        publish();
        fixes.put("zlib 2", "2-1");
        publish();
        assertThat(news()).isEmpty();
        assertThat(told).isEmpty();
        store.failing = false;
        catchUp();
        assertThat(news()).hasSize(2);
        assertThat(told).hasSize(1);
    }

    /** Packages that nobody has cost no look at the fleet. */
    @Test
    void whatTheFleetDoesNotHaveIsNotLaidOverIt() {
        fixes.put("absent 1", "2-1");
        publish();
        assertThat(evaluated.evaluation().<Long>reading((index, layer) -> index.columns()
                        .bytes()))
                .isZero();
        fixes.put("curl 1", "2-1");
        publish();
        assertThat(evaluated.evaluation().<Long>reading((index, layer) -> index.columns()
                        .bytes()))
                .isPositive();
    }

    private EvaluatedFindings start() {
        EvaluatedFindings made = new EvaluatedFindings(
                fleet,
                fleet,
                new FakeApprovals(fleet),
                new NewestCatalog(() -> newest),
                fleet,
                entry -> {},
                new FakePolicies(),
                new FakeFirstSeen(),
                CLOCK);
        made.comparing(desk);
        desk.listener(told::add);
        return made;
    }

    private void restart() {
        desk = new ExposureDesk(fleet, store, CLOCK);
        evaluated = start();
        catchUp();
    }

    private void publish() {
        newest = made(newest.number() + 1);
        catchUp();
    }

    private void catchUp() {
        for (int i = 0; i < 3; i++) {
            evaluated.loop().catchUp();
        }
    }

    private List<ExposureNews> news() {
        return desk.list(ALL, PageRequest.first(100)).items();
    }

    private static CveId cve(int number) {
        return new CveId("CVE-2026-" + (1000 + number));
    }

    /** Of several the one with the greater number is rated higher. */
    private SampleCatalog made(long number) {
        SampleCatalog made = new SampleCatalog(number);
        fixes.forEach((what, version) -> {
            String[] part = what.split(" ");
            String[] name = part[0].split("/");
            int flaw = Integer.parseInt(part[1]);
            made.advisories()
                    .add(
                            "dt",
                            Advisory.of(cve(flaw).value())
                                    .cves(List.of(cve(flaw)))
                                    .affected(new Affected(
                                            "deb",
                                            "Debian:" + (name.length > 1 ? name[0] : "12"),
                                            PackageLevel.SOURCE,
                                            name[name.length - 1],
                                            List.of(),
                                            "",
                                            FixStatus.FIXED,
                                            Optional.of(version),
                                            Optional.of(new Rating(
                                                    Rating.Scale.VENDOR,
                                                    flaw == 1 ? Severity.IMPORTANT : Severity.CRITICAL,
                                                    "word",
                                                    "Debian")),
                                            ""))
                                    .build());
        });
        exploited.forEach(flaw -> made.advisories()
                .add(VulnerabilityNote.of(
                        new KnownExploited(LocalDate.of(2026, 1, 1), Optional.empty(), false), cve(flaw), "")));
        return made;
    }

    private void has(int ordinal, String office, String name, String version) {
        fleet.report(
                ordinal,
                office,
                new AptSetup(List.of("amd64"), List.of(), List.of(), Optional.empty()),
                List.of(new InstalledPackage(
                        new SoftwareItem("deb", name, version, "amd64", name, version, MultiArch.NO), false)),
                Optional.empty());
    }
}
