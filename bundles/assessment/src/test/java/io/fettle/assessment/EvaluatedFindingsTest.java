package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchClock;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.change.Change;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.mirror.RepositoryUri;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.api.policy.HealthPolicy.Rule;
import io.fettle.assessment.apt.CandidateEvaluator;
import io.fettle.assessment.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvaluatedFindingsTest {
    private static final Scope ALL = Scope.all();
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final String BASE = "http://deb.example.org/debian/";

    private final FakeFleet fleet = new FakeFleet();
    private final FakeApprovals approvals = new FakeApprovals(fleet);
    private final FakePolicies policies = new FakePolicies();
    private final FakeFirstSeen firstSeen = new FakeFirstSeen();
    private final MovableClock clock = new MovableClock(FakeFleet.NOON);
    private SampleCatalog newest = catalog(1);
    private final Catalog catalog = new NewestCatalog(() -> newest);
    private final EvaluatedFindings findings =
            new EvaluatedFindings(fleet, fleet, approvals, catalog, fleet, entry -> {}, policies, firstSeen, clock);

    private static SampleCatalog catalog(long number) {
        SampleCatalog catalog = new SampleCatalog(number);
        catalog.repository(
                BASE, "bookworm", "oldstable", "bookworm", "Debian", "Debian", "12", MAIN, AMD64, false, 500);
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
        return catalog;
    }

    private static AptSetup setup(List<PinRule> pins, Optional<String> release, String... suites) {
        List<AptRepository> repositories = new ArrayList<>();
        for (String suite : suites) {
            // Spelled otherwise than in the catalog on purpose.
            repositories.add(
                    new AptRepository("https://user@DEB.example.org:443/debian//", suite, MAIN, AMD64, List.of()));
        }
        return new AptSetup(AMD64, repositories, pins, release);
    }

    private static AptSetup plain() {
        return setup(List.of(), Optional.empty(), "bookworm", "bookworm-security");
    }

    private static InstalledPackage installed(String name, String version) {
        return new InstalledPackage(
                new SoftwareItem("deb", name, version, "amd64", name, version, MultiArch.NO), name.startsWith("held"));
    }

    private void catchUp() {
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
    }

    private Simulation dryRun(List<PlannedChange> changes, KeptBack... kept) {
        String basis = Simulation.basisOf(
                newest.suites().stream().map(suite -> suite.release().digest()).toList());
        return new Simulation(FakeFleet.NOON, basis, changes, List.of(kept));
    }

    private Map<String, FindingState> states() {
        return findings.of(FakeFleet.id(0), ALL).stream()
                .collect(Collectors.toMap(Finding::packageName, Finding::state));
    }

    private static List<String> codes(Finding finding) {
        return finding.why().stream().map(Reason::code).toList();
    }

    private void offerFive() {
        newest.offer(0, "main", "curl", "2-1", "amd64", "curl");
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        newest.offer(0, "main", "heldback", "2-1", "amd64", "heldback");
        newest.offer(0, "main", "perl", "2-1", "amd64", "perl");
        newest.offer(0, "main", "phase", "2-1", "amd64", "phase");
        newest.offer(0, "main", "fine", "1-1", "amd64", "fine");
    }

    private static List<InstalledPackage> five() {
        return List.of(
                installed("curl", "1-1"),
                installed("sudo", "1-1"),
                installed("heldback", "1-1"),
                installed("perl", "1-1"),
                installed("phase", "1-1"),
                installed("fine", "1-1"),
                installed("local", "1-1"));
    }

    @Test
    void dryRunOnTheSameMetadataTellsInstallableFromBlocked() {
        offerFive();
        Simulation dry = dryRun(
                List.of(
                        new PlannedChange("curl", "amd64", Optional.of("1-1"), "2-1"),
                        new PlannedChange("sudo", "amd64", Optional.of("1-1"), "1.5-1")),
                new KeptBack("perl", "amd64", Reason.of("apt.kept_back")),
                new KeptBack("phase", "amd64", Reason.of("apt.phased")));
        fleet.report(0, "o-1", plain(), five(), Optional.of(dry));
        catchUp();

        assertThat(states())
                .isEqualTo(Map.of(
                        "curl", FindingState.MISSING,
                        "sudo", FindingState.BLOCKED,
                        "heldback", FindingState.HELD,
                        "perl", FindingState.BLOCKED,
                        "phase", FindingState.PHASED));
        assertThat(findings.of(FakeFleet.id(0), ALL))
                .extracting(Finding::packageName)
                .containsExactly("curl", "heldback", "perl", "phase", "sudo");
        assertThat(findings.summary(FakeFleet.id(0), ALL))
                .contains(new ComputerSummary(FakeFleet.id(0), HealthStatus.HIGHLY_VULNERABLE, 7, 5, 1, 0, 3, 1, 0));
        Finding sudo = findings.of(FakeFleet.id(0), ALL).get(4);
        assertThat(sudo.security()).isTrue();
        assertThat(codes(sudo))
                .containsExactly(
                        "finding.candidate", "finding.offered_by", "finding.installed", "finding.not_in_simulation");
    }

    @Test
    void dryRunOnOtherMetadataBlocksNothing() {
        offerFive();
        Simulation stale = new Simulation(FakeFleet.NOON, "ab".repeat(32), List.of(), List.of());
        fleet.report(0, "o-1", plain(), five(), Optional.of(stale));
        catchUp();
        assertThat(states().values()).containsOnly(FindingState.MISSING, FindingState.HELD);
        assertThat(findings.summary(FakeFleet.id(0), ALL).orElseThrow().blocked())
                .isZero();
    }

    @Test
    void repositoryThatTheCatalogLacksIsNamed() {
        offerFive();
        fleet.report(0, "o-1", setup(List.of(), Optional.empty(), "bookworm", "trixie"), five(), Optional.empty());
        catchUp();
        Finding gap = findings.of(FakeFleet.id(0), ALL).stream()
                .filter(finding -> finding.state() == FindingState.UNKNOWN)
                .findFirst()
                .orElseThrow();
        assertThat(gap.why().get(0).code()).isEqualTo("finding.repository_not_in_catalog");
        assertThat(gap.why().get(0).parameters()).containsEntry("suite", "trixie");
        assertThat(gap.patch()).isEmpty();
    }

    @Test
    void nothingToJudgeByIsUnknownAndNotHealthy() {
        fleet.report(0, "o-1", setup(List.of(), Optional.empty(), "trixie"), five(), Optional.empty());
        fleet.enrol(1, "o-1");
        catchUp();
        assertThat(findings.withHealth(HealthStatus.UNKNOWN, ALL))
                .containsExactlyInAnyOrder(FakeFleet.id(0), FakeFleet.id(1));
    }

    @Test
    void inventoryOlderThanADayIsUnknown() {
        offerFive();
        fleet.report(0, "o-1", plain(), five(), Optional.empty());
        catchUp();
        fleet.confirmed =
                FakeFleet.NOON.minus(Duration.ofHours(24)).minusMillis(1).toEpochMilli();
        assertThat(findings.summary(FakeFleet.id(0), ALL).orElseThrow().health())
                .isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void defaultReleaseThatHidesUpdatesIsAFindingWithTheirNumber() {
        offerFive();
        fleet.report(
                0,
                "o-1",
                setup(List.of(), Optional.of("bookworm"), "bookworm", "bookworm-security"),
                List.of(installed("fine", "1-1"), installed("sudo", "1-1")),
                Optional.empty());
        newest.offer(0, "main", "sudo", "1-1", "amd64", "sudo");
        catchUp();
        Finding hidden = findings.of(FakeFleet.id(0), ALL).get(0);
        assertThat(hidden.state()).isEqualTo(FindingState.UPDATES_HIDDEN);
        assertThat(hidden.why())
                .containsExactly(Reason.of("finding.hidden_by_default_release", "release", "bookworm", "count", "1"));
    }

    @Test
    void pinThatKeepsANewerVersionAwayIsShown() {
        offerFive();
        PinRule pin = new PinRule(List.of("curl"), "version", "2*", -1);
        PinRule bad = new PinRule(List.of("/(?<x>y)/"), "release", "a=bookworm", -1);
        fleet.report(
                0,
                "o-1",
                setup(List.of(pin, bad), Optional.empty(), "bookworm"),
                List.of(installed("curl", "1-1")),
                Optional.empty());
        catchUp();
        List<Finding> found = findings.of(FakeFleet.id(0), ALL);
        assertThat(found).extracting(Finding::state).containsExactly(FindingState.UNKNOWN, FindingState.PINNED);
        assertThat(codes(found.get(0))).containsExactly("finding.pin_ignored");
        assertThat(codes(found.get(1))).contains("finding.kept_away", "finding.pinned_by");
        assertThat(findings.summary(FakeFleet.id(0), ALL).orElseThrow().missing())
                .isZero();
    }

    @Test
    void urisThatMeanTheSameAreOne() {
        assertThat(RepositoryUri.normal("https://u:p@Deb.Example.ORG:443/debian"))
                .isEqualTo(RepositoryUri.normal(BASE));
        assertThat(RepositoryUri.normal("file:///srv/Repo//")).isEqualTo(RepositoryUri.normal("file:/srv/Repo"));
        assertThat(RepositoryUri.normal("http://deb.example.org:8080/debian")).isNotEqualTo(RepositoryUri.normal(BASE));
    }

    @Test
    void whatIsDeclinedIsShownAndDoesNotCountInTheHealth() {
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        newest.offer(0, "main", "curl", "2-1", "amd64", "curl");
        fleet.groups.put(0, List.of("pilots", "lab"));
        fleet.report(0, "o-1", plain(), List.of(installed("sudo", "1-1"), installed("curl", "1-1")), Optional.empty());
        catchUp();
        assertHealth(HealthStatus.HIGHLY_VULNERABLE, 0);
        PatchId sudo = PatchId.of("deb", "sudo", "amd64", "2-1");
        PatchId curl = PatchId.of("deb", "curl", "amd64", "2-1");

        approvals.decide(sudo, Approval.ALL, Decision.APPROVED);
        approvals.decide(sudo, "lab", Decision.DECLINED);
        approvals.decide(curl, "elsewhere", Decision.DECLINED);
        catchUp();
        assertHealth(HealthStatus.VULNERABLE, 1);
        Finding declined = findings.of(FakeFleet.id(0), ALL).get(1);
        assertThat(declined.packageName()).isEqualTo("sudo");
        assertThat(declined.state()).isEqualTo(FindingState.MISSING);
        assertThat(declined.approval()).contains(Decision.DECLINED);
        assertThat(declined.why()).contains(Reason.of("finding.declined", "groups", "lab"));

        approvals.decide(curl, "pilots", Decision.DECLINED);
        catchUp();
        assertHealth(HealthStatus.HEALTHY, 2);
        newest = catalog(2);
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        catchUp();
        assertHealth(HealthStatus.HEALTHY, 1);

        approvals.decide(sudo, "lab", Decision.NOT_APPROVED);
        catchUp();
        assertHealth(HealthStatus.HIGHLY_VULNERABLE, 0);
        assertThat(findings.of(FakeFleet.id(0), ALL).get(0).why()).contains(Reason.of("finding.approved_for_all"));
    }

    private void assertHealth(HealthStatus health, int declined) {
        ComputerSummary summary = findings.summary(FakeFleet.id(0), ALL).orElseThrow();
        assertThat(summary.health()).isEqualTo(health);
        assertThat(summary.declined()).isEqualTo(declined);
    }

    @Test
    void everythingIsJudgedByTheNewestPolicy() {
        newest.offer(0, "main", "curl", "2-1", "amd64", "curl");
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        fleet.report(0, "o-1", plain(), List.of(installed("curl", "1-1")), Optional.empty());
        fleet.report(1, "o-1", plain(), List.of(installed("sudo", "1-1")), Optional.empty());
        catchUp();
        assertThat(fleetHealth()).isEqualTo(Map.of(HealthStatus.VULNERABLE, 1L, HealthStatus.HIGHLY_VULNERABLE, 1L));
        HealthPolicy standard = HealthPolicy.standard();

        policies.change(new HealthPolicy(
                standard.severities(),
                Severity.LOW,
                HealthStatus.HEALTHY,
                standard.exploitedDueDays(),
                standard.endedPlatform(),
                standard.longTermSupport(),
                Map.of()));
        catchUp();
        assertThat(fleetHealth()).isEqualTo(Map.of(HealthStatus.HEALTHY, 1L, HealthStatus.VULNERABLE, 1L));
        assertThat(findings.withHealth(HealthStatus.VULNERABLE, ALL)).containsExactly(FakeFleet.id(1));

        policies.changeSeverity(Severity.LOW, new Rule(HealthStatus.HEALTHY, 90));
        catchUp();
        assertThat(fleetHealth()).isEqualTo(Map.of(HealthStatus.HEALTHY, 2L));
        assertThat(findings.summary(FakeFleet.id(1), ALL).orElseThrow().security())
                .as("it is missing all the same")
                .isEqualTo(1);
    }

    /** Without what nobody has. */
    private Map<HealthStatus, Long> fleetHealth() {
        Map<HealthStatus, Long> health = new HashMap<>(findings.fleet(ALL).health());
        health.values().removeIf(count -> count == 0);
        return health;
    }

    private static final PatchId SUDO = PatchId.of("deb", "sudo", "amd64", "2-1");

    /** What is said of the only package that computer 0 lacks. */
    private PatchClock patchClock() {
        return findings.of(FakeFleet.id(0), ALL).stream()
                .filter(finding -> finding.state().isMissing())
                .findFirst()
                .flatMap(Finding::clock)
                .orElseThrow();
    }

    private void sudoIsMissingSince(String day) {
        firstSeen.days.put(SUDO, LocalDate.parse(day));
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        fleet.enrolledAt.put(0, Instant.parse("2026-01-01T10:00:00Z"));
        fleet.report(0, "o-1", plain(), List.of(installed("sudo", "1-1")), Optional.empty());
    }

    private void assertOverdue(int computer, int fleetWide) {
        assertThat(findings.summary(FakeFleet.id(0), ALL).orElseThrow().overdue())
                .isEqualTo(computer);
        assertThat(findings.fleet(ALL).overdue()).isEqualTo(fleetWide);
        assertThat(findings.fleet(ALL).computersOverdue()).isEqualTo(fleetWide);
        assertThat(findings.patches(false, ALL, PageRequest.first(9)).items())
                .singleElement()
                .satisfies(patch -> assertThat(patch.overdue()).isEqualTo(fleetWide));
    }

    @Test
    void aPatchIsOverdueFromTheMidnightAfterItsLastDay() {
        sudoIsMissingSince("2026-11-08");
        catchUp();
        assertThat(patchClock())
                .isEqualTo(new PatchClock(
                        LocalDate.parse("2026-11-08"), Optional.of(LocalDate.parse("2026-11-22")), false));
        assertOverdue(0, 0);

        clock.advance(Duration.ofHours(12));
        catchUp();

        assertThat(patchClock().overdue()).isTrue();
        assertOverdue(1, 1);
    }

    @Test
    void whatIsNewIsWrittenDownWithItsDay() {
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        fleet.report(0, "o-1", plain(), List.of(installed("sudo", "1-1")), Optional.empty());
        catchUp();
        assertThat(firstSeen.days).isEqualTo(Map.of(SUDO, clock.today()));
        assertThat(patchClock().firstSeen()).isEqualTo(clock.today());
    }

    @Test
    void aDayThatCouldNotBeWrittenDownIsKeptAndTriedAgain() {
        catchUp();
        firstSeen.failing = true;
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        fleet.report(0, "o-1", plain(), List.of(installed("sudo", "1-1")), Optional.empty());
        assertThatThrownBy(this::catchUp).hasMessage("no database");
        LocalDate first = clock.today();
        clock.advance(Duration.ofDays(1));
        firstSeen.failing = false;

        catchUp();

        assertThat(firstSeen.days).isEqualTo(Map.of(SUDO, first));
    }

    @Test
    void aSourceThatIsAwayForAWhileResetsNoClock() {
        sudoIsMissingSince("2026-11-01");
        catchUp();
        assertOverdue(1, 1);
        newest = catalog(2);
        catchUp();
        assertThat(findings.fleet(ALL).overdue()).isZero();

        newest = catalog(3);
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        catchUp();

        assertThat(patchClock().firstSeen()).isEqualTo("2026-11-01");
        assertOverdue(1, 1);
    }

    @Test
    void aNewerPatchWinsNobodyTime() {
        sudoIsMissingSince("2026-11-01");
        catchUp();
        newest = catalog(2);
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        newest.offer(1, "main", "sudo", "3-1", "amd64", "sudo");
        catchUp();
        assertThat(patchClock().firstSeen()).isEqualTo("2026-11-01");
        assertThat(findings.summary(FakeFleet.id(0), ALL).orElseThrow().overdue())
                .isEqualTo(1);

        newest = catalog(3);
        newest.offer(1, "main", "sudo", "3-1", "amd64", "sudo");
        catchUp();
        assertThat(patchClock().firstSeen()).as("the older one is remembered").isEqualTo("2026-11-01");
    }

    @Test
    void whoCameLaterHasALaterClock() {
        sudoIsMissingSince("2026-11-01");
        fleet.arrived.put(0, Map.of("sudo", LocalDate.parse("2026-11-20")));
        fleet.report(0, "o-1", plain(), List.of(installed("sudo", "1-1")), Optional.empty());
        fleet.enrolledAt.put(1, FakeFleet.NOON);
        fleet.report(1, "o-1", plain(), List.of(installed("sudo", "1-1")), Optional.empty());
        catchUp();
        assertThat(patchClock().firstSeen()).isEqualTo("2026-11-20");
        assertOverdue(0, 0);

        clock.advance(Duration.ofDays(13));
        catchUp();
        assertOverdue(1, 1);

        clock.advance(Duration.ofDays(2));
        catchUp();
        assertThat(findings.fleet(ALL).computersOverdue()).isEqualTo(2);
    }

    @Test
    void whatIsKnownToBeExploitedIsDueSooner() {
        sudoIsMissingSince("2026-11-20");
        CveId cve = new CveId("CVE-2026-1000");
        newest.advisories()
                .add(
                        "dt",
                        Advisory.of(cve.value())
                                .cves(List.of(cve))
                                .affected(new Affected(
                                        "deb",
                                        "Debian:12",
                                        PackageLevel.SOURCE,
                                        "sudo",
                                        List.of(),
                                        "",
                                        FixStatus.FIXED,
                                        Optional.of("2-1"),
                                        Optional.empty(),
                                        ""))
                                .build());
        newest.advisories()
                .add(VulnerabilityNote.of(
                        new KnownExploited(LocalDate.parse("2026-11-21"), Optional.empty(), false), cve, ""));
        catchUp();
        assertThat(patchClock().due()).contains(LocalDate.parse("2026-11-24"));
        assertOverdue(0, 0);

        clock.advance(Duration.ofDays(3));
        catchUp();
        assertOverdue(1, 1);
    }

    @Test
    void whatIsDeclinedIsNotOverdue() {
        sudoIsMissingSince("2026-11-01");
        catchUp();
        approvals.decide(SUDO, Approval.ALL, Decision.DECLINED);
        catchUp();
        assertThat(patchClock().overdue()).isFalse();
        assertOverdue(0, 0);

        approvals.decide(SUDO, Approval.ALL, Decision.NOT_APPROVED);
        catchUp();
        assertThat(patchClock().firstSeen()).isEqualTo("2026-11-01");
        assertOverdue(1, 1);
    }

    @Test
    void whatIsNotAboutSecurityIsNeverDue() {
        newest.offer(0, "main", "curl", "2-1", "amd64", "curl");
        firstSeen.days.put(PatchId.of("deb", "curl", "amd64", "2-1"), LocalDate.parse("2020-01-01"));
        fleet.enrolledAt.put(0, Instant.parse("2020-01-01T10:00:00Z"));
        fleet.report(0, "o-1", plain(), List.of(installed("curl", "1-1")), Optional.empty());
        catchUp();
        assertThat(patchClock()).isEqualTo(new PatchClock(LocalDate.parse("2020-01-01"), Optional.empty(), false));
        assertOverdue(0, 0);
    }

    @Test
    void aComputerWhosePlatformHasEndedIsNeverHealthy() {
        newest.offer(0, "main", "fine", "1-1", "amd64", "fine");
        fleet.report(0, "o-1", plain(), List.of(installed("fine", "1-1")), Optional.empty());
        catchUp();
        assertThat(fleetHealth()).isEqualTo(Map.of(HealthStatus.HEALTHY, 1L));

        policies.changePlatforms(HealthStatus.VULNERABLE, false, Map.of());
        catchUp();
        assertThat(fleetHealth()).isEqualTo(Map.of(HealthStatus.VULNERABLE, 1L));
        assertThat(findings.fleet(ALL).endedPlatform()).isEqualTo(1);
        assertThat(findings.of(FakeFleet.id(0), ALL)).singleElement().satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(FindingState.EOL);
            assertThat(finding.why())
                    .containsExactly(
                            Reason.of("finding.platform_ended", "platform", "Debian:12", "end", "2026-07-11"),
                            Reason.of("finding.support_published", "asOf", "2026-11-28"),
                            Reason.of("finding.support_extended", "end", "2033-06-30"));
        });

        policies.changePlatforms(HealthStatus.HIGHLY_VULNERABLE, false, Map.of());
        catchUp();
        assertThat(fleetHealth()).isEqualTo(Map.of(HealthStatus.HIGHLY_VULNERABLE, 1L));
    }

    @Test
    void aPlatformEndsAtMidnightAndListenersAreTold() {
        newest.offer(0, "main", "fine", "1-1", "amd64", "fine");
        fleet.report(0, "o-1", plain(), List.of(installed("fine", "1-1")), Optional.empty());
        policies.changePlatforms(HealthStatus.VULNERABLE, true, Map.of("Debian:12", clock.today()));
        List<Long> told = new ArrayList<>();
        findings.listener((catalogRevision, changeRevision) -> told.add(changeRevision));
        catchUp();
        assertThat(fleetHealth()).as("on its last day").isEqualTo(Map.of(HealthStatus.HEALTHY, 1L));
        assertThat(codes(findings.of(FakeFleet.id(0), ALL).get(0)))
                .containsExactly("finding.platform_ends_soon", "finding.support_by_policy");
        told.clear();
        catchUp();
        assertThat(told).as("as long as nothing changes").isEmpty();

        clock.advance(Duration.ofHours(12));
        catchUp();

        assertThat(fleetHealth()).isEqualTo(Map.of(HealthStatus.VULNERABLE, 1L));
        assertThat(told).hasSize(1);
    }

    @Test
    void aPlatformOfWhichNobodySaysAnythingIsSaidToBeUnknown() {
        newest.offer(0, "main", "fine", "1-1", "amd64", "fine");
        fleet.releases.put(0, "99");
        fleet.report(0, "o-1", plain(), List.of(installed("fine", "1-1")), Optional.empty());
        catchUp();
        assertThat(findings.of(FakeFleet.id(0), ALL)).singleElement().satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(FindingState.UNKNOWN);
            assertThat(finding.why()).containsExactly(Reason.of("finding.support_unknown", "platform", "Debian:99"));
        });
        assertThat(findings.fleet(ALL).endedPlatform()).isZero();
    }

    @Test
    void anEndedPlatformIsToldOfAComputerThatNothingElseIsKnownOf() {
        fleet.releases.put(0, "9");
        fleet.report(0, "o-1", setup(List.of(), Optional.empty(), "nowhere"), List.of(), Optional.empty());
        catchUp();
        assertThat(fleetHealth()).isEqualTo(Map.of(HealthStatus.VULNERABLE, 1L));
        fleet.confirmed = FakeFleet.NOON.minus(Duration.ofDays(2)).toEpochMilli();
        assertThat(fleetHealth()).as("it may have been upgraded").isEqualTo(Map.of(HealthStatus.UNKNOWN, 1L));
    }

    @Test
    void decisionsFromBeforeTheStartCount() {
        approvals.decide(PatchId.of("deb", "sudo", "amd64", "2-1"), Approval.ALL, Decision.DECLINED);
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        fleet.report(0, "o-1", plain(), List.of(installed("sudo", "1-1")), Optional.empty());
        catchUp();
        assertHealth(HealthStatus.HEALTHY, 1);
    }

    @Test
    void aRowThatIsAboutNoPatchStopsNothing() {
        catchUp();
        fleet.changes.add(new Change(fleet.changes.size() + 1, Topic.APPROVAL, "nonsense", FakeFleet.NOON));
        newest.offer(1, "main", "sudo", "2-1", "amd64", "sudo");
        fleet.report(0, "o-1", plain(), List.of(installed("sudo", "1-1")), Optional.empty());
        catchUp();
        assertHealth(HealthStatus.HIGHLY_VULNERABLE, 0);
    }

    @Test
    void scopeHidesOtherOffices() {
        offerFive();
        fleet.report(0, "o-1", plain(), five(), Optional.empty());
        fleet.report(1, "o-2", plain(), five(), Optional.empty());
        catchUp();
        Scope first = Scope.ofOffices(Set.of("o-1"));
        assertThat(findings.of(FakeFleet.id(1), first)).isEmpty();
        assertThat(findings.summary(FakeFleet.id(1), first)).isEmpty();
        assertThat(findings.fleet(first).computers()).isEqualTo(1);
        assertThat(findings.patches(false, first, PageRequest.first(10)).items())
                .allSatisfy(patch -> assertThat(patch.computers()).isEqualTo(1));
        PatchId curl = PatchId.of("deb", "curl", "amd64", "2-1");
        assertThat(findings.missing(curl, first)).containsExactly(FakeFleet.id(0));
    }

    @Test
    void anyOrderOfChangesEndsWhereAPlainEvaluationDoes() {
        for (int seed = 0; seed < 3; seed++) {
            new EvaluatedFindingsTest().randomWalk(new Random(seed));
        }
    }

    private void randomWalk(Random random) {
        List<AptSetup> setups = List.of(
                plain(),
                setup(List.of(), Optional.of("bookworm"), "bookworm", "bookworm-security"),
                setup(
                        List.of(new PinRule(List.of("p1*"), "release", "l=Debian-Security", -1)),
                        Optional.empty(),
                        "bookworm",
                        "bookworm-security"),
                setup(List.of(), Optional.empty(), "bookworm", "trixie"));
        fill(newest, random);
        for (int step = 0; step < 150; step++) {
            int ordinal = random.nextInt(30);
            switch (random.nextInt(15)) {
                case 0 -> {
                    if (fleet.computers.containsKey(ordinal)) {
                        fleet.remove(ordinal);
                    }
                }
                case 1 -> {
                    newest = catalog(newest.number() + 1);
                    fill(newest, random);
                }
                case 2 -> fleet.enrol(ordinal, "o-" + ordinal % 3);
                case 3, 4, 5 ->
                    approvals.decide(
                            PatchId.of("deb", "p" + random.nextInt(25), "amd64", "1." + random.nextInt(5) + "-1"),
                            List.of(Approval.ALL, "g0", "g1", "g2").get(random.nextInt(4)),
                            Decision.values()[random.nextInt(3)]);
                default -> {
                    fleet.groups.put(ordinal, randomGroups(random));
                    fleet.report(
                            ordinal,
                            "o-" + random.nextInt(3),
                            setups.get(random.nextInt(setups.size())),
                            packages(random),
                            random.nextBoolean() ? Optional.of(randomDryRun(random)) : Optional.empty());
                }
            }
            if (random.nextInt(4) == 0) {
                catchUp();
                compare();
            }
        }
        catchUp();
        compare();
    }

    private static List<String> randomGroups(Random random) {
        return Stream.of("g0", "g1", "g2").filter(group -> random.nextBoolean()).toList();
    }

    private Simulation randomDryRun(Random random) {
        List<PlannedChange> changes = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            changes.add(new PlannedChange("p" + i, "amd64", Optional.of("1"), "1." + random.nextInt(5) + "-1"));
        }
        return dryRun(changes);
    }

    private static void fill(SampleCatalog catalog, Random random) {
        for (int i = 0; i < 25; i++) {
            catalog.offer(0, "main", "p" + i, "1." + random.nextInt(5) + "-1", "amd64", "p" + i);
            if (random.nextBoolean()) {
                catalog.offer(1, "main", "p" + i, "1." + random.nextInt(5) + "-1", "amd64", "p" + i);
            }
        }
    }

    private static List<InstalledPackage> packages(Random random) {
        List<InstalledPackage> packages = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            if (random.nextInt(3) > 0) {
                packages.add(new InstalledPackage(
                        installed("p" + i, "1." + random.nextInt(5) + "-1").item(), random.nextInt(6) == 0));
            }
        }
        return packages;
    }

    /** The slow way: every computer, every package, no index. */
    private void compare() {
        Map<PatchId, Set<ComputerId>> patches = new HashMap<>();
        Set<PatchId> securityPatches = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
        long securitySum = 0;
        long missingSum = 0;
        Map<ComputerId, ComputerSummary> summaries = new HashMap<>();
        for (int ordinal : fleet.computers.keySet()) {
            ComputerId id = FakeFleet.id(ordinal);
            if (fleet.of(ordinal).isEmpty()) {
                summaries.put(
                        id,
                        new ComputerSummary(
                                id,
                                HealthStatus.UNKNOWN,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                List.of(Reason.of("exposure.no_inventory"))));
                continue;
            }
            FakeFleet.ComputerItems computer = fleet.of(ordinal).orElseThrow();
            CandidateEvaluator evaluator = new CandidateEvaluator((AptSetup) fleet.setup(computer.setup()), newest);
            Optional<Simulation> dry =
                    computer.simulation().filter(s -> s.basis().equals(basisFor(evaluator)));
            Map<String, Boolean> missing = new TreeMap<>();
            Map<String, Decision> decisions = new HashMap<>();
            int held = 0;
            int blocked = 0;
            int declined = 0;
            int urgent = 0;
            for (int item : computer.items().toArray()) {
                Optional<Verdict> verdict =
                        evaluator.judge(fleet.item(item)).filter(v -> v.state() == FindingState.MISSING);
                if (verdict.isEmpty()) {
                    continue;
                }
                String name = fleet.item(item).name();
                String version = verdict.get().target().version();
                missing.put(name, verdict.get().security());
                PatchId patch = verdict.get().target().patchId();
                Decision decision = approvals.plainly(patch, fleet.groups.getOrDefault(ordinal, List.of()));
                decisions.put(name, decision);
                if (decision == Decision.DECLINED) {
                    declined++;
                } else if (verdict.get().security()) {
                    urgent++;
                }
                patches.computeIfAbsent(patch, p -> new HashSet<>()).add(id);
                if (verdict.get().security()) {
                    securityPatches.add(patch);
                }
                if (Arrays.binarySearch(computer.held(), item) >= 0) {
                    held++;
                } else if (dry.isPresent()
                        && dry.get().changes().stream()
                                .noneMatch(c -> c.name().equals(name) && c.to().equals(version))) {
                    blocked++;
                }
            }
            int security = (int) missing.values().stream().filter(s -> s).count();
            securitySum += security;
            missingSum += missing.size();
            HealthStatus health = urgent > 0
                    ? HealthStatus.HIGHLY_VULNERABLE
                    : missing.size() == declined ? HealthStatus.HEALTHY : HealthStatus.VULNERABLE;
            summaries.put(
                    id,
                    new ComputerSummary(
                            id, health, computer.items().size(), missing.size(), security, 0, blocked, held, declined));
            assertThat(findings.of(id, ALL).stream()
                            .filter(finding -> finding.state().isMissing())
                            .map(Finding::packageName))
                    .containsExactlyElementsOf(missing.keySet());
            assertThat(findings.of(id, ALL).stream()
                            .filter(finding -> finding.state().isMissing())
                            .collect(Collectors.toMap(
                                    Finding::packageName, f -> f.approval().orElseThrow())))
                    .isEqualTo(decisions);
        }
        assertThat(findings.summaries(summaries.keySet(), ALL)).isEqualTo(summaries);
        FleetSummary sum = findings.fleet(ALL);
        assertThat(sum.computers()).isEqualTo(fleet.computers.size());
        assertThat(sum.missingSecurity()).isEqualTo(securitySum);
        assertThat(sum.missingOther()).isEqualTo(missingSum - securitySum);
        assertThat(sum.catalogRevision()).isEqualTo(newest.number());
        Collection<PatchSummary> listed = missed(false);
        assertThat(listed.stream().collect(Collectors.toMap(PatchSummary::patch, PatchSummary::computers)))
                .isEqualTo(patches.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e ->
                        (long) e.getValue().size())));
        assertThat(missed(true)).extracting(PatchSummary::patch).containsExactlyInAnyOrderElementsOf(securityPatches);
        patches.forEach((patch, ids) -> assertThat(findings.missing(patch, ALL)).isEqualTo(ids));
    }

    private Collection<PatchSummary> missed(boolean securityOnly) {
        return findings.patches(securityOnly, ALL, PageRequest.first(1000)).items().stream()
                .filter(patch -> patch.computers() > 0)
                .toList();
    }

    private String basisFor(CandidateEvaluator evaluator) {
        return Simulation.basisOf(evaluator.covered().repositories().stream()
                .map(number -> newest.suites().get(number).release().digest())
                .toList());
    }
}
