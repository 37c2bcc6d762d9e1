package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.source.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not known of a computer, whether anything was found on it or not. */
class DoubtsTest {
    private static final Scope ALL = Scope.all();
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final String BASE = "http://deb.example.org/debian/";
    private static final Instant NOW = FakeFleet.NOON;
    private static final Instant WEEKS_AGO = NOW.minus(Duration.ofDays(21));

    private final FakeFleet fleet = new FakeFleet();
    private final SampleCatalog catalog = new SampleCatalog(1);
    private final FakeSources sources = new FakeSources();
    private final FakeFirstSeen firstSeen = new FakeFirstSeen();
    private final EvaluatedFindings findings = new EvaluatedFindings(
            fleet,
            fleet,
            new FakeApprovals(fleet),
            new NewestCatalog(() -> catalog),
            fleet,
            entry -> {},
            new FakePolicies(),
            firstSeen,
            new MovableClock(NOW));

    @BeforeEach
    void everySourceIsKeptUpToDate() {
        catalog.repository(
                BASE, "bookworm", "oldstable", "bookworm", "Debian", "Debian", "12", MAIN, AMD64, false, 500);
        catalog.offer(0, "main", "curl", "2-1", "amd64", "curl");
        sources.with("s-1", SourceState.CURRENT, Optional.of(NOW)).with("dt", SourceState.CURRENT, Optional.of(NOW));
        findings.sources(sources);
    }

    private void has(int ordinal, String version, String... suites) {
        SoftwareItem curl = new SoftwareItem("deb", "curl", version, "amd64", "curl", version, MultiArch.NO);
        List<AptRepository> repositories = Stream.of(suites)
                .map(suite -> new AptRepository(BASE, suite, MAIN, AMD64, List.of()))
                .toList();
        fleet.report(
                ordinal,
                "o-1",
                new AptSetup(AMD64, repositories, List.of(), Optional.empty()),
                List.of(new InstalledPackage(curl, false)),
                Optional.empty());
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
    }

    private ComputerSummary summary(int ordinal) {
        return findings.summary(FakeFleet.id(ordinal), ALL).orElseThrow();
    }

    private static Reason stale(String id, SourceState state, Optional<Instant> since) {
        Map<String, String> facts = new TreeMap<>(Map.of("name", "Source " + id, "state", state.name()));
        since.ifPresent(success -> facts.put("since", success.toString()));
        return new Reason(Finding.STALE_SOURCE, facts);
    }

    @Test
    void nothingIsDoubtedWhereAllIsFresh() {
        has(0, "2-1", "bookworm");
        assertThat(summary(0).health()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(summary(0).doubts()).isEmpty();
        assertThat(findings.fleet(ALL).staleSources()).isZero();
        assertThat(findings.fleet(ALL).oldInventories()).isZero();
    }

    @Test
    void whoIsHealthyByASourceThatFailsForWeeksIsUnknown() {
        has(0, "2-1", "bookworm");
        sources.with("s-1", SourceState.UNREACHABLE, Optional.of(WEEKS_AGO));
        Reason gap = stale("s-1", SourceState.UNREACHABLE, Optional.of(WEEKS_AGO));

        assertThat(summary(0).health()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(summary(0).doubts()).containsExactly(gap);
        assertThat(findings.withHealth(HealthStatus.UNKNOWN, ALL)).containsExactly(FakeFleet.id(0));
        assertThat(findings.withHealth(HealthStatus.HEALTHY, ALL)).isEmpty();
        assertThat(findings.fleet(ALL).health())
                .containsEntry(HealthStatus.UNKNOWN, 1L)
                .containsEntry(HealthStatus.HEALTHY, 0L);
        assertThat(findings.fleet(ALL).staleSources()).isEqualTo(1);
        assertThat(unknownFindings(0)).contains(gap);
    }

    @Test
    void whoIsVulnerableByAStaleSourceStaysSoAndTheGapIsSaid() {
        has(0, "1-1", "bookworm");
        sources.with("s-1", SourceState.ABSENT, Optional.of(NOW));
        assertThat(summary(0).health()).isEqualTo(HealthStatus.VULNERABLE);
        assertThat(summary(0).doubts()).containsExactly(stale("s-1", SourceState.ABSENT, Optional.of(NOW)));
        assertThat(findings.withHealth(HealthStatus.UNKNOWN, ALL)).isEmpty();
        assertThat(findings.fleet(ALL).staleSources()).isEqualTo(1);
    }

    @Test
    void whoSpeaksOfThePlatformCountsThoughItSaysNothingOfTheComputersPackages() {
        catalog.advisories().add("dt", verdict("zlib"));
        has(0, "2-1", "bookworm");
        assertThat(summary(0).doubts()).isEmpty();
        sources.with("dt", SourceState.REFUSED, Optional.of(WEEKS_AGO));
        assertThat(summary(0).health()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(summary(0).doubts()).containsExactly(stale("dt", SourceState.REFUSED, Optional.of(WEEKS_AGO)));
    }

    @Test
    void aSourceThatNeverBroughtItsRepositoryIsNamed() {
        has(0, "2-1", "bookworm", "bookworm-security");
        assertThat(summary(0).doubts()).isEmpty();
        sources.with(
                "new",
                SourceState.UNREACHABLE,
                Optional.empty(),
                Map.of("uri", "https://deb.example.org/debian", "suite", "bookworm-security"));
        assertThat(summary(0).health()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(summary(0).doubts()).containsExactly(stale("new", SourceState.UNREACHABLE, Optional.empty()));
        assertThat(unknownFindings(0)).contains(stale("new", SourceState.UNREACHABLE, Optional.empty()));
    }

    @Test
    void aStaleSourceThatTheComputerHasNothingToDoWithIsNoDoubt() {
        has(0, "2-1", "bookworm");
        sources.with("dt", SourceState.DISABLED, Optional.empty());
        assertThat(summary(0).health()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(summary(0).doubts()).isEmpty();
    }

    @Test
    void whyItIsUnknownIsSaid() {
        fleet.enrol(0, "o-1");
        has(1, "2-1", "sid");
        has(2, "2-1", "bookworm");
        fleet.confirmedAt.put(2, WEEKS_AGO);
        Reason old = Reason.of("finding.inventory_old", "since", WEEKS_AGO.toString());
        assertThat(summary(0).doubts()).containsExactly(Reason.of("exposure.no_inventory"));
        assertThat(summary(1).doubts()).containsExactly(Reason.of("finding.nothing_covered"));
        assertThat(summary(2).doubts()).containsExactly(old);
        assertThat(unknownFindings(2)).contains(old);
        assertThat(findings.fleet(ALL).oldInventories()).isEqualTo(1);
    }

    @Test
    void countsOfAPatchPartComputersWhoseInventoryIsOld() {
        has(0, "1-1", "bookworm");
        has(1, "1-1", "bookworm");
        fleet.confirmedAt.put(1, WEEKS_AGO);
        PatchSummary curl =
                findings.patches(false, ALL, PageRequest.first(10)).items().get(0);
        assertThat(curl.computers()).isEqualTo(2);
        assertThat(curl.unconfirmed()).isEqualTo(1);
        assertThat(curl.overdueUnconfirmed()).isZero();
        PatchSummary elsewhere = findings.patches(false, Scope.ofOffices(Set.of("o-1")), PageRequest.first(10))
                .items()
                .get(0);
        assertThat(elsewhere).isEqualTo(curl);
    }

    @Test
    void overdueCountsPartThemToo() {
        sources.with("s-2", SourceState.CURRENT, Optional.of(NOW));
        catalog.repository(
                BASE,
                "bookworm-security",
                "oldstable-security",
                "bookworm-security",
                "Debian",
                "Debian-Security",
                "12",
                MAIN,
                AMD64,
                true,
                500);
        catalog.offer(1, "main", "curl", "3-1", "amd64", "curl");
        fleet.enrolledAt.put(0, NOW.minus(Duration.ofDays(60)));
        fleet.enrolledAt.put(1, NOW.minus(Duration.ofDays(60)));
        firstSeen.days.put(PatchId.of("deb", "curl", "amd64", "3-1"), LocalDate.parse("2026-10-01"));
        has(0, "1-1", "bookworm", "bookworm-security");
        has(1, "1-1", "bookworm", "bookworm-security");
        fleet.confirmedAt.put(1, WEEKS_AGO);
        PatchSummary curl =
                findings.patches(true, ALL, PageRequest.first(10)).items().get(0);
        assertThat(curl.overdue()).isEqualTo(2);
        assertThat(curl.overdueUnconfirmed()).isEqualTo(1);
    }

    @Test
    void exposuresOfAComputerThatHasNotReportedAreUnknownAsTheyAreByVulnerability() {
        catalog.advisories().add("dt", verdict("curl"));
        has(0, "1-1", "bookworm");
        assertThat(findings.ofComputer(FakeFleet.id(0), ALL))
                .extracting(Exposure::state)
                .containsExactly(ExposureState.EXPOSED_AWAITING);
        fleet.confirmedAt.put(0, WEEKS_AGO);
        List<Exposure> all = findings.ofComputer(FakeFleet.id(0), ALL);
        assertThat(all).extracting(Exposure::state).containsExactly(ExposureState.UNKNOWN);
        assertThat(all.get(0).packages()).containsExactly("curl");
        assertThat(all.get(0).why())
                .extracting(Reason::code)
                .containsExactly("exposure.inventory_old", "exposure.fix_missing");
        assertThat(findings.computers(all.get(0).cve(), Optional.empty(), Optional.empty(), ALL, PageRequest.first(10))
                        .items())
                .isEqualTo(all);
    }

    private static Advisory verdict(String source) {
        return Advisory.of("CVE-2026-1000")
                .cves(List.of(new CveId("CVE-2026-1000")))
                .affected(new Affected(
                        "deb",
                        "Debian:12",
                        PackageLevel.SOURCE,
                        source,
                        List.of(),
                        "",
                        FixStatus.FIXED,
                        Optional.of("2-1"),
                        Optional.empty(),
                        ""))
                .build();
    }

    private List<Reason> unknownFindings(int ordinal) {
        return findings.of(FakeFleet.id(ordinal), ALL).stream()
                .filter(finding -> finding.state() == FindingState.UNKNOWN)
                .flatMap(finding -> finding.why().stream())
                .toList();
    }
}
