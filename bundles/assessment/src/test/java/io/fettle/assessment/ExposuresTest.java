package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisories.Statement;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.ExposureSummary;
import io.fettle.api.assessment.Exposures.Filter;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.source.SourceState;
import io.fettle.assessment.exposure.ExposureList;
import io.fettle.assessment.exposure.FleetExposures;
import io.fettle.assessment.verdict.StaleSources;
import io.fettle.version.DpkgVersionOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExposuresTest {
    private static final Scope ALL = Scope.all();
    private static final PageRequest PAGE = PageRequest.first(1000);
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final String BASE = "http://deb.example.org/debian/";
    private static final CveId CVE = new CveId("CVE-2026-1000");
    private static final CveId OTHER = new CveId("CVE-2026-2000");

    private final FakeFleet fleet = new FakeFleet();
    private final FakeApprovals approvals = new FakeApprovals(fleet);
    private long approvedSeen;
    private SampleCatalog newest = catalog(1);
    private final Catalog catalog = new NewestCatalog(() -> newest);
    private final EvaluatedFindings evaluated = new EvaluatedFindings(
            fleet,
            fleet,
            approvals,
            catalog,
            fleet,
            entry -> {},
            new FakePolicies(),
            new FakeFirstSeen(),
            Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));

    @Test
    void whoHasAnOlderVersionIsExposedAndWhoHasTheFixIsFixed() {
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        has(0, "curl", "1-1");
        has(1, "curl", "2-1");
        has(2, "zlib", "1-1");
        catchUp();
        assertThat(counts(CVE))
                .containsEntry(ExposureState.EXPOSED_AWAITING, 1L)
                .containsEntry(ExposureState.FIXED, 1L)
                .containsEntry(ExposureState.UNKNOWN, 0L);
        assertThat(exposed(CVE)).containsExactly(FakeFleet.id(0));
    }

    /** It is looked through while computers check in. */
    @Test
    void aListIsOfOneMomentWhateverHappensMeanwhile() {
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        newest.advisories().add("dt", verdict(OTHER, fixed("zlib", "2-1")));
        has(0, "curl", "1-1");
        catchUp();
        ExposureList before = evaluated.evaluation().reading((index, layer) -> new FleetExposures(
                        index, layer, fleet, StaleSources.NONE, FakeFleet.NOON, 0)
                .listing(FleetPart.all(), ALL));
        has(0, "zlib", "1-1");
        fleet.remove(1);
        catchUp();
        assertThat(before.find(Filter.all(), PAGE).items()).containsExactly(CVE);
        assertThat(before.find(Filter.all(), PAGE).items()).containsExactly(CVE);
        assertThat(listed(Filter.all())).containsExactly(OTHER);
    }

    @Test
    void whatAStaleSourceSaysIsMarked() {
        newest.offer(0, "main", "curl", "2-1", "amd64", "curl");
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        has(0, "curl", "1-1");
        catchUp();
        Optional<Instant> success = Optional.of(FakeFleet.NOON);
        FakeSources sources =
                new FakeSources().with("dt", SourceState.CURRENT, success).with("s-1", SourceState.CURRENT, success);
        evaluated.sources(sources);
        assertThat(staleOnes()).isEmpty();

        sources.with("dt", SourceState.ABSENT, success);
        assertThat(staleOnes()).containsExactly("exposure", "exposure by CVE", "finding");
        assertThat(evaluated.ofComputer(FakeFleet.id(0), ALL).get(0).why())
                .extracting(Reason::code)
                .contains("exposure.fix_missing", "source.stale");

        sources.with("dt", SourceState.CURRENT, success).with("s-1", SourceState.ABSENT, success);
        assertThat(staleOnes()).containsExactly("finding");
    }

    private List<String> staleOnes() {
        List<String> stale = new ArrayList<>();
        if (evaluated.ofComputer(FakeFleet.id(0), ALL).get(0).isStale()) {
            stale.add("exposure");
        }
        if (evaluated
                .computers(CVE, Optional.empty(), Optional.empty(), ALL, PAGE)
                .items()
                .get(0)
                .isStale()) {
            stale.add("exposure by CVE");
        }
        if (evaluated.of(FakeFleet.id(0), ALL).get(0).isStale()) {
            stale.add("finding");
        }
        return stale;
    }

    @Test
    void whatHasNoFixIsCountedApart() {
        newest.advisories()
                .add("dt", verdict(CVE, statement("Debian:12", "curl", FixStatus.WONT_FIX, "", "minor issue")));
        has(0, "curl", "1-1");
        catchUp();
        assertThat(counts(CVE)).containsEntry(ExposureState.EXPOSED_NO_FIX, 1L);
        Exposure exposure = evaluated.ofComputer(FakeFleet.id(0), ALL).get(0);
        assertThat(exposure.why()).extracting(Reason::code).containsExactly("exposure.wont_fix");
        assertThat(exposure.why().get(0).parameters()).containsEntry("note", "minor issue");
    }

    @Test
    void aVerdictOnTheFlawCountsBeforeWhatABulletinImplies() {
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1"), notAffected("wget")));
        newest.advisories().add("dsa", bulletin("DSA-1-2", List.of(CVE), fixed("curl", "2-3"), fixed("wget", "9-9")));
        has(0, "curl", "2-1");
        has(1, "wget", "1-1");
        catchUp();
        assertThat(counts(CVE))
                .containsEntry(ExposureState.FIXED, 1L)
                .containsEntry(ExposureState.EXPOSED_AWAITING, 0L);
    }

    @Test
    void ofSeveralBulletinsTheOneThatAsksForMostCounts() {
        newest.advisories().add("dsa", bulletin("DSA-1-1", List.of(CVE), fixed("curl", "2-1")));
        newest.advisories().add("dsa", bulletin("DSA-1-2", List.of(CVE), fixed("curl", "2-3")));
        has(0, "curl", "2-2");
        catchUp();
        assertThat(exposed(CVE)).containsExactly(FakeFleet.id(0));
    }

    @Test
    void sourceVersionDecidesWhateverTheBinaryIsCalled() {
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        fleet.report(
                0,
                "o-1",
                setup(),
                List.of(new InstalledPackage(
                        new SoftwareItem("deb", "libcurl4", "9:1-1", "amd64", "curl", "2-0", MultiArch.SAME), false)),
                Optional.empty());
        catchUp();
        assertThat(exposed(CVE)).containsExactly(FakeFleet.id(0));
    }

    @Test
    void aSignedKernelIsJudgedByTheSourceThatWasSigned() {
        newest.advisories().add("dt", verdict(CVE, fixed("linux", "6.1.192-2")));
        fleet.report(0, "o-1", setup(), List.of(kernel("6.1.190")), Optional.empty());
        fleet.report(1, "o-1", setup(), List.of(kernel("6.1.192")), Optional.empty());
        catchUp();
        assertThat(exposed(CVE)).containsExactly(FakeFleet.id(0));
        assertThat(counts(CVE)).containsEntry(ExposureState.FIXED, 1L);
    }

    private static InstalledPackage kernel(String upstream) {
        return new InstalledPackage(
                new SoftwareItem(
                        "deb",
                        "linux-image-amd64",
                        upstream + "-2",
                        "amd64",
                        "linux-signed-amd64",
                        upstream + "+2",
                        MultiArch.NO),
                false);
    }

    @Test
    void anotherReleaseIsJudgedByItsOwnStatements() {
        newest.advisories()
                .add(
                        "dt",
                        verdict(CVE, fixed("curl", "2-1"), statement("Debian:13", "curl", FixStatus.FIXED, "1-1", "")));
        has(0, "curl", "1-1");
        fleet.releases.put(1, "13");
        has(1, "curl", "1-1");
        catchUp();
        assertThat(exposed(CVE)).containsExactly(FakeFleet.id(0));
    }

    @Test
    void whoCannotBeJudgedIsUnknownAndNotHealthy() {
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        has(0, "curl", "1-1");
        fleet.confirmedAt.put(0, FakeFleet.NOON.minus(Duration.ofHours(25)));
        fleet.enrol(1, "o-1");
        fleet.releases.put(2, "99");
        has(2, "curl", "1-1");
        catchUp();
        assertThat(counts(CVE))
                .containsEntry(ExposureState.UNKNOWN, 3L)
                .containsEntry(ExposureState.EXPOSED_AWAITING, 0L);
        assertThat(evaluated
                        .computers(CVE, Optional.of(ExposureState.UNKNOWN), Optional.empty(), ALL, PAGE)
                        .items())
                .extracting(exposure -> exposure.why().get(0).code())
                .containsExactly("exposure.inventory_old", "exposure.no_inventory", "exposure.no_source");
    }

    @Test
    void aCheckInFlipsTheAnswer() {
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        has(0, "curl", "1-1");
        catchUp();
        assertThat(exposed(CVE)).hasSize(1);
        has(0, "curl", "2-1");
        catchUp();
        assertThat(exposed(CVE)).isEmpty();
        fleet.remove(0);
        catchUp();
        assertThat(counts(CVE)).containsEntry(ExposureState.FIXED, 0L);
    }

    @Test
    void aNewAdvisoryNeedsNoCheckIn() {
        has(0, "curl", "1-1");
        catchUp();
        assertThat(evaluated.of(CVE, ALL)).isEmpty();
        newest = catalog(2);
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        catchUp();
        assertThat(exposed(CVE)).containsExactly(FakeFleet.id(0));
    }

    @Test
    void anUpdateThatMendsIsNamedAndRated() {
        newest.offer(0, "main", "curl", "2-1", "amd64", "curl");
        newest.advisories().add("dt", verdict(CVE, rated("curl", "2-1", Severity.LOW)));
        newest.advisories().add("dt", verdict(OTHER, rated("curl", "2-0", Severity.IMPORTANT)));
        has(0, "curl", "1-1");
        catchUp();
        Finding finding = evaluated.of(FakeFleet.id(0), ALL).get(0);
        assertThat(finding.cves()).containsExactly(CVE.value(), OTHER.value());
        assertThat(finding.security()).isTrue();
        assertThat(finding.severity()).isEqualTo(Severity.IMPORTANT);
        assertThat(finding.why()).extracting(Reason::code).contains("finding.severity");
        assertThat(evaluated.ofComputer(FakeFleet.id(0), ALL).get(0).why())
                .extracting(Reason::code)
                .containsExactly("exposure.fix_missing", "exposure.patch");
        assertThat(evaluated.patches(true, ALL, PAGE).items().get(0).severity()).isEqualTo(Severity.IMPORTANT);
    }

    @Test
    void aFixThatNoRepositoryOffersIsSaidSo() {
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        has(0, "curl", "1-1");
        catchUp();
        assertThat(evaluated.ofComputer(FakeFleet.id(0), ALL).get(0).why())
                .extracting(Reason::code)
                .contains("exposure.patch_not_offered");
    }

    @Test
    void whoseUpdatesAreAllApprovedIsCountedSo() {
        newest.offer(0, "main", "curl", "2-1", "amd64", "curl");
        newest.offer(0, "main", "libcurl4", "2-1", "amd64", "curl");
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        fleet.groups.put(0, List.of("pilots"));
        fleet.groups.put(1, List.of("pilots", "frozen"));
        has(0, "curl", "1-1");
        has(1, "curl", "1-1");
        fleet.report(2, "o-1", setup(), List.of(installed("curl", "1-1"), binary("libcurl4", "1-1")), Optional.empty());
        PatchId curl = PatchId.of("deb", "curl", "amd64", "2-1");
        approvals.decide(curl, "pilots", Decision.APPROVED);
        approvals.decide(curl, "frozen", Decision.DECLINED);
        catchUp();
        assertApproved(0);
        assertThat(exposed(CVE)).containsExactly(FakeFleet.id(1), FakeFleet.id(2));
        assertThat(codes(0)).containsExactly("exposure.fix_missing", "exposure.patch", "exposure.patch_approved");
        assertThat(codes(1)).containsExactly("exposure.fix_missing", "exposure.patch", "exposure.patch_declined");

        approvals.decide(curl, Approval.ALL, Decision.APPROVED);
        catchUp();
        assertApproved(0);
        assertThat(evaluated.ofComputer(FakeFleet.id(2), ALL).get(0).why())
                .contains(Reason.of("exposure.patch", "package", "libcurl4", "version", "2-1"));

        approvals.decide(PatchId.of("deb", "libcurl4", "amd64", "2-1"), Approval.ALL, Decision.APPROVED);
        catchUp();
        assertApproved(0, 2);
    }

    @Test
    void whatStaysExposedByAnotherPackageIsNotApproved() {
        newest.offer(0, "main", "curl", "2-1", "amd64", "curl");
        newest.advisories()
                .add(
                        "dt",
                        verdict(
                                CVE,
                                fixed("curl", "2-1"),
                                statement("Debian:12", "wget", FixStatus.WONT_FIX, "", "minor")));
        fleet.report(0, "o-1", setup(), List.of(installed("curl", "1-1"), installed("wget", "1-1")), Optional.empty());
        has(1, "curl", "1-1");
        catchUp();
        assertThat(exposed(CVE)).as("a decision is due").containsExactly(FakeFleet.id(0), FakeFleet.id(1));

        approvals.decide(PatchId.of("deb", "curl", "amd64", "2-1"), Approval.ALL, Decision.APPROVED);
        catchUp();

        assertApproved(1);
        assertThat(counts(CVE)).containsEntry(ExposureState.EXPOSED_NO_FIX, 1L);
        Exposure both = evaluated.ofComputer(FakeFleet.id(0), ALL).get(0);
        assertThat(both.state()).isEqualTo(ExposureState.EXPOSED_NO_FIX);
        assertThat(both.packages()).containsExactly("curl", "wget");
        assertThat(codes(0)).contains("exposure.wont_fix", "exposure.patch_approved");
    }

    @Test
    void anApprovedUpdateThatDoesNotMendItLeavesItAwaiting() {
        newest.offer(0, "main", "curl", "2-0", "amd64", "curl");
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        has(0, "curl", "1-1");
        approvals.decide(PatchId.of("deb", "curl", "amd64", "2-0"), Approval.ALL, Decision.APPROVED);
        catchUp();
        assertApproved();
        assertThat(codes(0)).containsExactly("exposure.fix_missing", "exposure.patch_not_offered");
    }

    private void assertApproved(Integer... ordinals) {
        List<ComputerId> expected =
                List.of(ordinals).stream().map(FakeFleet::id).toList();
        assertThat(evaluated
                        .computers(CVE, Optional.of(ExposureState.EXPOSED_APPROVED), Optional.empty(), ALL, PAGE)
                        .items())
                .extracting(Exposure::computer)
                .containsExactlyElementsOf(expected);
        assertThat(counts(CVE)).containsEntry(ExposureState.EXPOSED_APPROVED, (long) expected.size());
    }

    private List<String> codes(int ordinal) {
        return evaluated.ofComputer(FakeFleet.id(ordinal), ALL).get(0).why().stream()
                .map(Reason::code)
                .toList();
    }

    private static InstalledPackage binary(String name, String version) {
        return new InstalledPackage(
                new SoftwareItem("deb", name, version, "amd64", "curl", version, MultiArch.NO), false);
    }

    @Test
    void lowSeverityAloneIsVulnerableOnly() {
        newest.offer(1, "main", "curl", "2-1", "amd64", "curl");
        newest.advisories().add("dt", verdict(CVE, rated("curl", "2-1", Severity.LOW)));
        has(0, "curl", "1-1");
        catchUp();
        assertThat(evaluated.summary(FakeFleet.id(0), ALL).orElseThrow().health())
                .isEqualTo(HealthStatus.VULNERABLE);
    }

    @Test
    void exploitedOnesComeFirstThenSeverityThenPrediction() {
        CveId third = new CveId("CVE-2026-3000");
        CveId fourth = new CveId("CVE-2026-4000");
        for (CveId cve : List.of(CVE, OTHER, third, fourth)) {
            Severity severity = cve.equals(CVE) ? Severity.CRITICAL : Severity.LOW;
            newest.advisories().add("dt", verdict(cve, rated("curl", "2-1", severity)));
        }
        newest.advisories()
                .add(VulnerabilityNote.of(
                        new KnownExploited(LocalDate.of(2026, 1, 1), Optional.empty(), false), OTHER, ""));
        newest.advisories()
                .add(VulnerabilityNote.of(new ExploitPrediction(0.9, 0.99, LocalDate.of(2026, 1, 1), ""), third));
        has(0, "curl", "1-1");
        catchUp();
        assertThat(listed(Filter.all())).containsExactly(OTHER, CVE, third, fourth);
        assertThat(listed(new Filter(Severity.IMPORTANT, false, false, ""))).containsExactly(CVE);
        assertThat(listed(new Filter(Severity.UNKNOWN, true, false, ""))).containsExactly(OTHER);
        assertThat(listed(new Filter(Severity.UNKNOWN, false, false, "cve-2026-3")))
                .containsExactly(third);
        assertThat(evaluated.ofComputer(FakeFleet.id(0), ALL))
                .extracting(Exposure::cve)
                .containsExactly(OTHER, CVE, third, fourth);
    }

    @Test
    void aScopeSeesItsOfficesOnly() {
        newest.advisories().add("dt", verdict(CVE, fixed("curl", "2-1")));
        has(0, "curl", "1-1");
        fleet.report(1, "o-2", setup(), List.of(installed("curl", "1-1")), Optional.empty());
        catchUp();
        Scope second = Scope.ofOffices(Set.of("o-2"));
        assertThat(evaluated.of(CVE, second).orElseThrow().exposed()).isEqualTo(1);
        assertThat(evaluated.ofComputer(FakeFleet.id(0), second)).isEmpty();
        assertThat(evaluated
                        .computers(CVE, Optional.empty(), Optional.of("o-1"), second, PAGE)
                        .items())
                .isEmpty();
    }

    /** Bitmaps against the plain way: every computer, every package, every statement. */
    @Test
    void randomFleetsAreCountedAsThePlainWayCountsThem() {
        for (int seed = 1; seed <= 15; seed++) {
            Random random = new Random(seed);
            newest = randomCatalog(seed, random);
            for (int i = 0; i < 8; i++) {
                newest.offer(0, "main", "p" + i, random.nextInt(7) + "-1", "amd64", "p" + i);
            }
            for (int step = 0; step < 6; step++) {
                for (int i = 0; i < 8; i++) {
                    randomChange(random);
                }
                catchUp();
                compareAll(seed);
            }
        }
        assertThat(approvedSeen).as("the walk meets approved fixes").isGreaterThan(50);
    }

    private SampleCatalog randomCatalog(int number, Random random) {
        SampleCatalog made = catalog(number + 100);
        for (int i = 0; i < 30; i++) {
            CveId cve = new CveId("CVE-2026-" + (1000 + i));
            List<Affected> affected = new ArrayList<>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                FixStatus status = FixStatus.values()[random.nextInt(FixStatus.values().length)];
                String version = status == FixStatus.FIXED ? random.nextInt(6) + "-1" : "";
                String platform = random.nextInt(4) == 0 ? "Debian:13" : "Debian:12";
                affected.add(statement(platform, "p" + random.nextInt(8), status, version, ""));
            }
            boolean direct = random.nextInt(3) > 0;
            Affected[] all = affected.toArray(new Affected[0]);
            made.advisories().add("s", direct ? verdict(cve, all) : bulletin("DSA-" + i, List.of(cve), all));
        }
        return made;
    }

    private void randomChange(Random random) {
        int ordinal = random.nextInt(20);
        if (random.nextInt(3) == 0) {
            approvals.decide(
                    PatchId.of("deb", "p" + random.nextInt(8), "amd64", random.nextInt(7) + "-1"),
                    List.of(Approval.ALL, "g0", "g1", "g2").get(random.nextInt(4)),
                    Decision.values()[random.nextInt(3)]);
        }
        if (random.nextInt(8) == 0) {
            fleet.remove(ordinal);
            return;
        }
        fleet.releases.put(ordinal, random.nextInt(4) == 0 ? "13" : random.nextInt(8) == 0 ? "7" : "12");
        fleet.confirmedAt.put(ordinal, FakeFleet.NOON.minus(Duration.ofHours(random.nextInt(6) == 0 ? 30 : 2)));
        fleet.groups.put(
                ordinal,
                Stream.of("g0", "g1", "g2")
                        .filter(group -> random.nextBoolean())
                        .toList());
        List<InstalledPackage> packages = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            if (random.nextInt(3) > 0) {
                packages.add(installed("p" + i, random.nextInt(6) + "-1"));
            }
        }
        fleet.report(ordinal, "o-1", setup(), packages, Optional.empty());
    }

    private void compareAll(int seed) {
        Set<CveId> worth = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            CveId cve = new CveId("CVE-2026-" + (1000 + i));
            Map<ExposureState, Long> plain = new EnumMap<>(ExposureState.class);
            for (ExposureState state : ExposureState.values()) {
                plain.put(state, 0L);
            }
            Map<ComputerId, ExposureState> each = new HashMap<>();
            for (int ordinal : fleet.computers.keySet()) {
                plainState(cve, ordinal).ifPresent(state -> {
                    plain.merge(state, 1L, Long::sum);
                    each.put(FakeFleet.id(ordinal), state);
                });
            }
            assertThat(counts(cve)).as("seed %d, %s", seed, cve).isEqualTo(plain);
            approvedSeen += plain.get(ExposureState.EXPOSED_APPROVED);
            Map<ComputerId, ExposureState> listed = new HashMap<>();
            evaluated
                    .computers(cve, Optional.empty(), Optional.empty(), ALL, PAGE)
                    .items()
                    .forEach(exposure -> listed.put(exposure.computer(), exposure.state()));
            assertThat(listed).as("seed %d, %s", seed, cve).isEqualTo(each);
            each.forEach((computer, state) -> {
                if (state.isExposed()) {
                    worth.add(cve);
                    assertThat(evaluated.ofComputer(computer, ALL))
                            .anyMatch(exposure -> exposure.cve().equals(cve) && exposure.state() == state);
                }
            });
        }
        assertThat(listed(Filter.all())).containsExactlyInAnyOrderElementsOf(worth);
    }

    private Optional<ExposureState> plainState(CveId cve, int ordinal) {
        String platform = "Debian:" + fleet.releases.getOrDefault(ordinal, "12");
        boolean old = fleet.confirmedAtMillis(ordinal)
                < FakeFleet.NOON.minus(Duration.ofHours(24)).toEpochMilli();
        if (fleet.of(ordinal).isEmpty()
                || old
                || !newest.advisories().platforms().contains(platform)) {
            return Optional.of(ExposureState.UNKNOWN);
        }
        boolean fixable = false;
        boolean approved = true;
        boolean unfixed = false;
        boolean unclear = false;
        boolean concerned = false;
        for (int number : fleet.of(ordinal).orElseThrow().items().toArray()) {
            SoftwareItem item = fleet.item(number);
            for (Statement statement : deciding(cve, platform, item.sourceName())) {
                FixStatus status = statement.affected().status();
                concerned |= status != FixStatus.NOT_AFFECTED;
                unclear |= status == FixStatus.UNDER_INVESTIGATION;
                boolean mendable = status == FixStatus.FIXED
                        && DpkgVersionOrder.INSTANCE.compare(
                                        item.sourceVersion(),
                                        statement.affected().fixed().orElseThrow())
                                < 0;
                fixable |= mendable;
                approved &= !mendable || approvedTo(statement.affected().fixed().orElseThrow(), item, ordinal);
                unfixed |=
                        status == FixStatus.AFFECTED || status == FixStatus.WONT_FIX || status == FixStatus.END_OF_LIFE;
            }
        }
        if (fixable && !approved) {
            return Optional.of(ExposureState.EXPOSED_AWAITING);
        }
        if (unfixed) {
            return Optional.of(ExposureState.EXPOSED_NO_FIX);
        }
        if (fixable) {
            return Optional.of(ExposureState.EXPOSED_APPROVED);
        }
        if (unclear) {
            return Optional.of(ExposureState.UNKNOWN);
        }
        return concerned ? Optional.of(ExposureState.FIXED) : Optional.empty();
    }

    /** Whether the newest version on offer has the fix, is newer than what is installed, and is approved. */
    private boolean approvedTo(String fixed, SoftwareItem item, int ordinal) {
        return newest.versionsOf(item.name()).stream()
                .map(AvailablePackage::version)
                .max(DpkgVersionOrder.INSTANCE)
                .filter(version -> DpkgVersionOrder.INSTANCE.compare(version, fixed) >= 0
                        && DpkgVersionOrder.INSTANCE.compare(version, item.version()) > 0)
                .map(version -> PatchId.of("deb", item.name(), "amd64", version))
                .filter(patch ->
                        approvals.plainly(patch, fleet.groups.getOrDefault(ordinal, List.of())) == Decision.APPROVED)
                .isPresent();
    }

    /** One advisory speaks of each flaw here, perhaps several times of one package: what asks for most counts. */
    private List<Statement> deciding(CveId cve, String platform, String source) {
        return newest.advisories().about(new Affected.Subject("deb", platform, PackageLevel.SOURCE, source)).stream()
                .filter(statement -> statement.cves().contains(cve))
                .max((left, right) -> {
                    int byStatus = Integer.compare(
                            right.affected().status().ordinal(),
                            left.affected().status().ordinal());
                    return byStatus != 0
                            ? byStatus
                            : left.affected()
                                    .fixed()
                                    .orElse("")
                                    .compareTo(right.affected().fixed().orElse(""));
                })
                .stream()
                .toList();
    }

    private void catchUp() {
        for (int i = 0; i < 3; i++) {
            evaluated.loop().catchUp();
        }
    }

    private Map<ExposureState, Long> counts(CveId cve) {
        return evaluated.of(cve, ALL).map(ExposureSummary::computers).orElseThrow();
    }

    private List<ComputerId> exposed(CveId cve) {
        return evaluated
                .computers(cve, Optional.of(ExposureState.EXPOSED_AWAITING), Optional.empty(), ALL, PAGE)
                .items()
                .stream()
                .map(Exposure::computer)
                .toList();
    }

    private List<CveId> listed(Filter filter) {
        return evaluated.list(filter, ALL, PAGE).items().stream()
                .map(summary -> summary.vulnerability().cve())
                .toList();
    }

    private void has(int ordinal, String name, String version) {
        fleet.report(ordinal, "o-1", setup(), List.of(installed(name, version)), Optional.empty());
    }

    private static InstalledPackage installed(String name, String version) {
        return new InstalledPackage(
                new SoftwareItem("deb", name, version, "amd64", name, version, MultiArch.NO), false);
    }

    private static AptSetup setup() {
        return new AptSetup(
                AMD64,
                List.of(
                        new AptRepository(BASE, "bookworm", MAIN, AMD64, List.of()),
                        new AptRepository(BASE, "bookworm-security", MAIN, AMD64, List.of())),
                List.of(),
                Optional.empty());
    }

    private static SampleCatalog catalog(long number) {
        SampleCatalog made = new SampleCatalog(number);
        made.repository(BASE, "bookworm", "oldstable", "bookworm", "Debian", "Debian", "12", MAIN, AMD64, false, 500);
        made.repository(BASE, "bookworm-security", "s", "s", "Debian", "Debian-Security", "12", MAIN, AMD64, true, 500);
        return made;
    }

    private static Advisory verdict(CveId cve, Affected... affected) {
        return bulletin(cve.value(), List.of(cve), affected);
    }

    private static Advisory bulletin(String id, List<CveId> cves, Affected... affected) {
        Advisory.Builder advisory = Advisory.of(id).cves(cves);
        for (Affected statement : affected) {
            advisory.affected(statement);
        }
        return advisory.build();
    }

    private static Affected fixed(String name, String version) {
        return statement("Debian:12", name, FixStatus.FIXED, version, "");
    }

    private static Affected notAffected(String name) {
        return statement("Debian:12", name, FixStatus.NOT_AFFECTED, "", "");
    }

    private static Affected rated(String name, String version, Severity severity) {
        return new Affected(
                "deb",
                "Debian:12",
                PackageLevel.SOURCE,
                name,
                List.of(),
                "",
                FixStatus.FIXED,
                Optional.of(version),
                Optional.of(new Rating(Rating.Scale.VENDOR, severity, "word", "Debian")),
                "");
    }

    private static Affected statement(String platform, String name, FixStatus status, String fixed, String note) {
        return new Affected(
                "deb",
                platform,
                PackageLevel.SOURCE,
                name,
                List.of(),
                "",
                status,
                fixed.isEmpty() ? Optional.empty() : Optional.of(fixed),
                Optional.empty(),
                note);
    }
}
