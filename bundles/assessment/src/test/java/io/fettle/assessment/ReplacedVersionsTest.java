package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Scope;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.PatchClock;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vendor replaces a version by a newer one and takes the old one out of the archive: whoever waits goes on waiting. */
class ReplacedVersionsTest {
    private static final Scope ALL = Scope.all();
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final String BASE = "http://deb.example.org/debian/";
    private static final String MIRROR = "http://mirror.example.org/debian/";
    private static final int RELEASE = 0;
    private static final int SECURITY = 1;

    private final FakeFleet fleet = new FakeFleet();
    private final FakeApprovals approvals = new FakeApprovals(fleet);
    private final FakeFirstSeen firstSeen = new FakeFirstSeen();
    private final MovableClock clock = new MovableClock(FakeFleet.NOON);
    private final LocalDate first = clock.today();
    private SampleCatalog newest = new SampleCatalog(0);
    private EvaluatedFindings findings = started();

    private EvaluatedFindings started() {
        return new EvaluatedFindings(
                fleet,
                fleet,
                approvals,
                new NewestCatalog(() -> newest),
                fleet,
                entry -> {},
                new FakePolicies(),
                firstSeen,
                clock);
    }

    @BeforeEach
    void oneComputerLacksASecurityUpdate() {
        report(0, "1-1", setup(BASE, List.of(), "bookworm", "bookworm-security"));
        publish(BASE, SECURITY, "2-1");
    }

    private void publish(String uri, int repository, String... versions) {
        newest = new SampleCatalog(newest.number() + 1);
        newest.repository(uri, "bookworm", "stable", "bookworm", "Debian", "Debian", "12", MAIN, AMD64, false, 500);
        newest.repository(
                uri,
                "bookworm-security",
                "stable-security",
                "bookworm-security",
                "Debian",
                "Debian-Security",
                "12",
                MAIN,
                AMD64,
                true,
                500);
        for (String version : versions) {
            newest.offer(repository, "main", "sudo", version, "amd64", "sudo");
        }
        catchUp();
    }

    private static AptSetup setup(String uri, List<PinRule> pins, String... suites) {
        List<AptRepository> repositories = List.of(suites).stream()
                .map(suite -> new AptRepository(uri, suite, MAIN, AMD64, List.of()))
                .toList();
        return new AptSetup(AMD64, repositories, pins, Optional.empty());
    }

    private void report(int ordinal, String version, AptSetup setup) {
        fleet.enrolledAt.put(ordinal, Instant.parse("2020-01-01T00:00:00Z"));
        SoftwareItem sudo = new SoftwareItem("deb", "sudo", version, "amd64", "sudo", version, MultiArch.NO);
        fleet.report(ordinal, "o-1", setup, List.of(new InstalledPackage(sudo, false)), Optional.empty());
    }

    private void catchUp() {
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
    }

    private void pass(int days) {
        clock.advance(Duration.ofDays(days));
        fleet.confirmed += Duration.ofDays(days).toMillis();
        catchUp();
    }

    private PatchClock clockOf(int ordinal) {
        return findings.of(FakeFleet.id(ordinal), ALL).stream()
                .flatMap(finding -> finding.clock().stream())
                .findFirst()
                .orElseThrow();
    }

    private void assertChecked() {
        findings.checks().check(0);
        assertThat(findings.checks().agreed()).isEqualTo(1);
    }

    @Test
    void theClockGoesOnWhateverVersionIsOfferedNow() {
        pass(10);
        publish(BASE, SECURITY, "3-1");
        assertThat(clockOf(0)).isEqualTo(new PatchClock(first, Optional.of(first.plusDays(14)), false));

        pass(4);
        publish(BASE, SECURITY, "4-1");
        pass(1);

        assertThat(clockOf(0)).isEqualTo(new PatchClock(first, Optional.of(first.plusDays(14)), true));
        assertThat(findings.summary(FakeFleet.id(0), ALL).orElseThrow().overdue())
                .isEqualTo(1);
        assertThat(findings.fleet(ALL).computersOverdue()).isEqualTo(1);
        assertChecked();
    }

    @Test
    void whoHadTheReplacedOneWaitsForTheNewOneOnly() {
        pass(10);
        publish(BASE, SECURITY, "3-1");
        report(1, "2-1", setup(BASE, List.of(), "bookworm", "bookworm-security"));
        catchUp();

        assertThat(clockOf(1).firstSeen()).isEqualTo(first.plusDays(10));
    }

    @Test
    void itIsRememberedByTheNextStart() {
        pass(10);
        publish(BASE, SECURITY, "3-1");

        findings = started();
        catchUp();

        assertThat(clockOf(0).firstSeen()).isEqualTo(first);
        assertChecked();
    }

    @Test
    void anotherMirrorOfTheSameReleaseGoesOnWithIt() {
        pass(10);
        report(0, "1-1", setup(MIRROR, List.of(), "bookworm", "bookworm-security"));
        publish(MIRROR, SECURITY, "3-1");

        assertThat(clockOf(0).firstSeen()).isEqualTo(first);
    }

    @Test
    void whatAComputerCouldNotHaveHadDoesNotCount() {
        report(0, "1-1", setup(BASE, List.of(), "bookworm"));
        report(1, "1-1", setup(BASE, List.of(), "bookworm", "bookworm-security"));
        PinRule pin = new PinRule(List.of("sudo"), "release", "l=Debian-Security", -1);
        report(2, "1-1", setup(BASE, List.of(pin), "bookworm", "bookworm-security"));
        catchUp();
        pass(10);
        publish(BASE, RELEASE, "3-1");

        assertThat(clockOf(0).firstSeen()).isEqualTo(first.plusDays(10));
        assertThat(clockOf(1).firstSeen()).isEqualTo(first);
        assertThat(clockOf(2).firstSeen()).isEqualTo(first.plusDays(10));
    }

    @Test
    void oneThatTookTheReplacedOnesPlaceAndIsDeclinedLeavesTheClockToAnOlderOne() {
        pass(10);
        publish(BASE, SECURITY, "3-1", "4-1");
        approvals.decide(PatchId.of("deb", "sudo", "amd64", "4-1"), Approval.ALL, Decision.DECLINED);
        catchUp();
        pass(5);

        Finding third = findings.of(FakeFleet.id(0), ALL).get(1);
        assertThat(third.candidate()).isEqualTo("3-1");
        assertThat(third.clock()).contains(new PatchClock(first, Optional.of(first.plusDays(14)), true));
        assertThat(findings.fleet(ALL).overdue()).isEqualTo(1);
        assertChecked();
    }

    @Test
    void whatHasNotChangedIsNotWrittenAgain() {
        int writes = firstSeen.writes;

        publish(BASE, SECURITY, "2-1");
        report(1, "1-1", setup(BASE, List.of(), "bookworm", "bookworm-security"));
        catchUp();

        assertThat(writes).isPositive();
        assertThat(firstSeen.writes).isEqualTo(writes);
    }
}
