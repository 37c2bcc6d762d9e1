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
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of several newer versions that could be installed, each supersedes those before it. */
class SupersededTest {
    private static final Scope ALL = Scope.all();
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final String BASE = "http://deb.example.org/debian/";
    private static final CveId CVE = new CveId("CVE-2026-1000");
    private static final PatchId SECOND = PatchId.of("deb", "curl", "amd64", "2-1");
    private static final PatchId THIRD = PatchId.of("deb", "curl", "amd64", "3-1");
    private static final PatchId FOURTH = PatchId.of("deb", "curl", "amd64", "4-1");

    private final FakeFleet fleet = new FakeFleet();
    private final FakeApprovals approvals = new FakeApprovals(fleet);
    private final SampleCatalog newest = new SampleCatalog(1);
    private final Catalog catalog = new NewestCatalog(() -> newest);
    private Optional<Simulation> dryRun = Optional.empty();
    private EvaluatedFindings findings;

    @BeforeEach
    void threeNewerVersions() {
        for (String suite : List.of("main", "updates", "security")) {
            newest.repository(BASE, suite, suite, suite, "D", suite, "12", MAIN, AMD64, suite.equals("security"), 500);
        }
        newest.offer(0, "main", "curl", "2-1", "amd64", "curl");
        newest.offer(1, "main", "curl", "3-1", "amd64", "curl");
        newest.offer(2, "main", "curl", "4-1", "amd64", "curl");
        newest.advisories()
                .add(
                        "vendor",
                        Advisory.of(CVE.value())
                                .cves(List.of(CVE))
                                .affected(new Affected(
                                        "deb",
                                        "Debian:12",
                                        PackageLevel.SOURCE,
                                        "curl",
                                        List.of(),
                                        "",
                                        FixStatus.FIXED,
                                        Optional.of("3-1"),
                                        Optional.empty(),
                                        ""))
                                .build());
        findings = new EvaluatedFindings(
                fleet,
                fleet,
                approvals,
                catalog,
                fleet,
                entry -> {},
                new FakePolicies(),
                new FakeFirstSeen(),
                Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));
        report(0, false);
        catchUp();
    }

    private void report(int ordinal, boolean held) {
        SoftwareItem curl = new SoftwareItem("deb", "curl", "1-1", "amd64", "curl", "1-1", MultiArch.NO);
        report(ordinal, List.of(new InstalledPackage(curl, held)));
    }

    private void report(int ordinal, List<InstalledPackage> packages) {
        List<AptRepository> repositories = newest.repositories().stream()
                .map(one -> new AptRepository(BASE, one.suite(), MAIN, AMD64, List.of()))
                .toList();
        fleet.report(ordinal, "o-0", new AptSetup(AMD64, repositories, List.of(), Optional.empty()), packages, dryRun);
    }

    private void catchUp() {
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
    }

    private void decide(PatchId patch, String group, Decision decision) {
        approvals.decide(patch, group, decision);
        catchUp();
    }

    private List<String> shown(int ordinal) {
        return findings.of(FakeFleet.id(ordinal), ALL).stream()
                .filter(finding -> finding.patch().isPresent())
                .map(finding -> finding.candidate() + ' ' + finding.state())
                .toList();
    }

    @Test
    void allAreShownWhileNoneIsApproved() {
        assertThat(shown(0)).containsExactly("4-1 MISSING", "3-1 SUPERSEDED", "2-1 SUPERSEDED");
    }

    @Test
    void approvedOneHidesAllThatItSupersedes() {
        decide(FOURTH, Approval.ALL, Decision.APPROVED);

        assertThat(shown(0)).containsExactly("4-1 MISSING");
    }

    @Test
    void oneInTheMiddleHidesThoseBeforeItOnly() {
        decide(THIRD, Approval.ALL, Decision.APPROVED);

        assertThat(shown(0)).containsExactly("4-1 MISSING", "3-1 SUPERSEDED");
    }

    @Test
    void declinedOneHidesNothing() {
        decide(FOURTH, Approval.ALL, Decision.APPROVED);
        decide(FOURTH, Approval.ALL, Decision.DECLINED);

        assertThat(shown(0)).containsExactly("4-1 MISSING", "3-1 SUPERSEDED", "2-1 SUPERSEDED");
    }

    @Test
    void hidesOnlyWhereItIsApproved() {
        fleet.groups.put(1, List.of("pilots"));
        report(1, false);
        decide(FOURTH, "pilots", Decision.APPROVED);

        assertThat(shown(1)).containsExactly("4-1 MISSING");
        assertThat(shown(0)).hasSize(3);
        assertThat(row(SECOND).superseded()).isEqualTo(1);
    }

    @Test
    void nothingIsOfferedInsteadOfAHeldPackage() {
        report(0, true);
        catchUp();

        assertThat(shown(0)).containsExactly("4-1 HELD");
    }

    @Test
    void whatIsDeclinedCountsAsLongAsAnOlderOneThatIsNotWouldMendIt() {
        assertThat(health()).isEqualTo(HealthStatus.HIGHLY_VULNERABLE);

        decide(FOURTH, Approval.ALL, Decision.DECLINED);
        assertThat(health()).as("the third mends it too").isEqualTo(HealthStatus.HIGHLY_VULNERABLE);
        assertThat(summary().declined()).isEqualTo(1);

        decide(THIRD, Approval.ALL, Decision.DECLINED);
        assertThat(health()).as("the second is not about security").isEqualTo(HealthStatus.VULNERABLE);

        decide(SECOND, Approval.ALL, Decision.DECLINED);
        assertThat(health()).isEqualTo(HealthStatus.HEALTHY);

        decide(THIRD, Approval.ALL, Decision.NOT_APPROVED);
        assertThat(health()).isEqualTo(HealthStatus.HIGHLY_VULNERABLE);
        report(0, false);
        catchUp();
        assertThat(health()).as("judged anew").isEqualTo(HealthStatus.HIGHLY_VULNERABLE);
        findings.checks().check(0);
        assertThat(findings.checks().agreed()).isEqualTo(1);
    }

    @Test
    void theFindingThatCountsHasTheClock() {
        decide(FOURTH, Approval.ALL, Decision.DECLINED);

        assertThat(findings.of(FakeFleet.id(0), ALL).stream()
                        .map(Finding::clock)
                        .map(Optional::isPresent))
                .containsExactly(true, true, false);
        Finding third = findings.of(FakeFleet.id(0), ALL).get(1);
        assertThat(third.why()).contains(Reason.of("finding.counts", "version", "3-1"));
    }

    @Test
    void aHeldPackageCountsByWhatIsNotDeclinedButOffersNoChoice() {
        report(0, true);
        decide(FOURTH, Approval.ALL, Decision.DECLINED);

        assertThat(shown(0)).containsExactly("4-1 HELD");
        assertThat(health()).isEqualTo(HealthStatus.HIGHLY_VULNERABLE);
        assertThat(findings.patches(false, ALL, PageRequest.first(100)).items())
                .extracting(PatchSummary::patch)
                .containsExactly(FOURTH);
        assertThat(findings.patches(false, ALL, PageRequest.first(100)).total()).isEqualTo(1);
    }

    private HealthStatus health() {
        return summary().health();
    }

    private ComputerSummary summary() {
        return findings.summary(FakeFleet.id(0), ALL).orElseThrow();
    }

    @Test
    void aDeclinedVersionIsNotNamedAsTheFixWhereAnOlderOneMendsToo() {
        decide(FOURTH, Approval.ALL, Decision.DECLINED);

        assertThat(findings.ofComputer(FakeFleet.id(0), ALL).get(0).why())
                .contains(Reason.of("exposure.patch", "package", "curl", "version", "3-1"));
        assertThat(exposure()).isEqualTo(ExposureState.EXPOSED_AWAITING);
    }

    @Test
    void supersededOnesAreListedButNotCountedAsMissing() {
        assertThat(row(THIRD).computers()).isZero();
        assertThat(row(THIRD).superseded()).isEqualTo(1);
        assertThat(row(FOURTH).computers()).isEqualTo(1);
        assertThat(findings.summary(FakeFleet.id(0), ALL).orElseThrow().missing())
                .isEqualTo(1);
        assertThat(findings.missing(THIRD, ALL)).isEmpty();
    }

    @Test
    void tellsWhatSupersedesIt() {
        Finding second = findings.of(FakeFleet.id(0), ALL).get(2);

        assertThat(second.state()).isEqualTo(FindingState.SUPERSEDED);
        assertThat(second.why()).contains(Reason.of("finding.superseded", "version", "3-1"));
        assertThat(second.security()).isFalse();
    }

    @Test
    void anApprovedOlderFixIsAFix() {
        assertThat(exposure()).isEqualTo(ExposureState.EXPOSED_AWAITING);
        decide(SECOND, Approval.ALL, Decision.APPROVED);
        assertThat(exposure()).isEqualTo(ExposureState.EXPOSED_AWAITING);

        decide(THIRD, Approval.ALL, Decision.APPROVED);

        assertThat(exposure()).isEqualTo(ExposureState.EXPOSED_APPROVED);
        assertThat(findings.of(CVE, ALL).orElseThrow().computers().get(ExposureState.EXPOSED_APPROVED))
                .isEqualTo(1);
    }

    private ExposureState exposure() {
        return findings.ofComputer(FakeFleet.id(0), ALL).get(0).state();
    }

    @Test
    void anotherArchitectureIsNoChoice() {
        newest.offer(0, "main", "mixed", "2-1", "amd64", "mixed");
        newest.offer(1, "main", "mixed", "3-1", "all", "mixed");
        SoftwareItem mixed = new SoftwareItem("deb", "mixed", "1-1", "amd64", "mixed", "1-1", MultiArch.NO);
        report(5, List.of(new InstalledPackage(mixed, false)));
        catchUp();

        assertThat(shown(5)).containsExactly("3-1 MISSING");
    }

    @Test
    void oneThatCannotBeInstalledHidesNothing() {
        decide(FOURTH, Approval.ALL, Decision.APPROVED);
        dryRun = Optional.of(new Simulation(FakeFleet.NOON, basis(), List.of(), List.of()));
        report(0, false);
        catchUp();

        assertThat(shown(0)).containsExactly("4-1 BLOCKED", "3-1 SUPERSEDED", "2-1 SUPERSEDED");
    }

    private String basis() {
        return Simulation.basisOf(
                newest.suites().stream().map(suite -> suite.release().digest()).toList());
    }

    @Test
    void hiddenOnesLeaveTheList() {
        decide(FOURTH, Approval.ALL, Decision.APPROVED);

        assertThat(findings.patches(false, ALL, PageRequest.first(100)).items())
                .extracting(PatchSummary::patch)
                .containsExactly(FOURTH);
    }

    @Test
    void goesWithItsLastComputer() {
        fleet.remove(0);
        catchUp();

        assertThat(findings.patches(false, ALL, PageRequest.first(100)).items()).isEmpty();
    }

    private PatchSummary row(PatchId patch) {
        return findings.patches(false, ALL, PageRequest.first(100)).items().stream()
                .filter(row -> row.patch().equals(patch))
                .findFirst()
                .orElseThrow();
    }
}
