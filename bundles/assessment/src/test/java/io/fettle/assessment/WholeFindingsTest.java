package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Findings that no patch is missing of: what runs is older than what is installed, and what nobody mends. */
class WholeFindingsTest {
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final String BASE = "http://deb.example.org/debian/";
    private static final String OLD = "6.1.0-18-amd64";
    private static final String NEW = "6.1.0-21-amd64";

    private boolean offersCurl;
    private final FakeFleet fleet = new FakeFleet();
    private final SampleCatalog catalog = new SampleCatalog(1);
    private final EvaluatedFindings findings = new EvaluatedFindings(
            fleet,
            fleet,
            new FakeApprovals(fleet),
            new NewestCatalog(() -> catalog),
            fleet,
            entry -> {},
            new FakePolicies(),
            new FakeFirstSeen(),
            new MovableClock(FakeFleet.NOON));

    private static SoftwareItem kernel(String release, String version) {
        return new SoftwareItem(
                "deb",
                "linux-image-" + release,
                version,
                "amd64",
                "linux-signed-amd64",
                version.replace('-', '+'),
                MultiArch.NO);
    }

    private void says(KernelState state, String running, Optional<String> newest, boolean reboot) {
        fleet.facts.put(
                0,
                new ComputerFacts(
                                "pc", List.of(), "debian", "12", "", "", running, newest, reboot, AMD64, Level.L0, "",
                                "")
                        .with(new Running(state, List.of(), 0)));
    }

    private void has(SoftwareItem... items) {
        catalog.repository(
                BASE, "bookworm", "oldstable", "bookworm", "Debian", "Debian", "12", MAIN, AMD64, false, 500);
        if (offersCurl) {
            catalog.offer(0, "main", "curl", "2-1", "amd64", "curl");
        }
        AptSetup setup = new AptSetup(
                AMD64,
                List.of(new AptRepository(BASE, "bookworm", MAIN, AMD64, List.of())),
                List.of(),
                Optional.empty());
        fleet.report(
                0,
                "o-1",
                setup,
                Stream.of(items).map(item -> new InstalledPackage(item, false)).toList(),
                Optional.empty());
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
    }

    private void speaks(String cve, String source, FixStatus status, Optional<String> fixed) {
        catalog.advisories()
                .add(
                        "dt",
                        Advisory.of(cve)
                                .cves(List.of(new CveId(cve)))
                                .affected(new Affected(
                                        "deb",
                                        "Debian:12",
                                        PackageLevel.SOURCE,
                                        source,
                                        List.of(),
                                        "",
                                        status,
                                        fixed,
                                        Optional.empty(),
                                        ""))
                                .build());
    }

    private List<Finding> in(FindingState state) {
        return findings.of(FakeFleet.id(0), Scope.all()).stream()
                .filter(finding -> finding.state() == state)
                .toList();
    }

    @Test
    void newerKernelThatWaitsForARebootIsAFindingWithWhatItWouldMend() {
        speaks("CVE-2026-1000", "linux", FixStatus.FIXED, Optional.of("6.1.85-1"));
        speaks("CVE-2026-2000", "linux", FixStatus.FIXED, Optional.of("6.1.70-1"));
        says(KernelState.OUTDATED, OLD, Optional.of(NEW), true);
        has(kernel(OLD, "6.1.76-1"), kernel(NEW, "6.1.90-1"));

        assertThat(in(FindingState.REBOOT_PENDING)).singleElement().satisfies(finding -> {
            assertThat(finding.packageName()).isEqualTo("linux-image-" + NEW);
            assertThat(finding.patch()).contains(PatchId.of("deb", "linux-image-" + NEW, "amd64", "6.1.90-1"));
            assertThat(finding.installed()).isEqualTo(OLD);
            assertThat(finding.candidate()).isEqualTo(NEW);
            assertThat(finding.cves()).containsExactly("CVE-2026-1000");
            assertThat(finding.security()).isTrue();
            assertThat(finding.why())
                    .containsExactly(
                            Reason.of("finding.kernel_outdated", "running", OLD, "newest", NEW),
                            Reason.of("finding.mended_by_reboot", "count", "1"));
        });
        assertThat(findings.briefly(FakeFleet.id(0), Scope.all()))
                .noneMatch(finding -> finding.state() == FindingState.REBOOT_PENDING);
    }

    @Test
    void newerBuildOfTheSameKernelIsCalledThat() {
        says(KernelState.OUTDATED, NEW, Optional.of(NEW), true);
        has(kernel(NEW, "6.1.90-2"));
        assertThat(in(FindingState.REBOOT_PENDING)).singleElement().satisfies(finding -> assertThat(finding.why())
                .containsExactly(Reason.of("finding.kernel_rebuilt", "release", NEW)));
    }

    @Test
    void kernelsThatStandSideBySideAreComparedByTheirVersions() {
        String old = "5.14.0-362.el9.x86_64";
        String next = "5.14.0-427.el9.x86_64";
        says(KernelState.OUTDATED, old, Optional.of(next), true);
        has(new SoftwareItem(
                "rpm", "kernel-core", "5.14.0-427.el9", "x86_64", "kernel", "5.14.0-427.el9", MultiArch.NO));
        assertThat(in(FindingState.REBOOT_PENDING)).singleElement().satisfies(finding -> {
            assertThat(finding.packageName()).isEqualTo("kernel-core");
            assertThat(finding.installed()).isEqualTo(old);
            assertThat(finding.candidate()).isEqualTo(next);
        });
    }

    @Test
    void rebootThatTheComputerAsksForIsAFindingWithoutAKernel() {
        says(KernelState.NOT_PACKAGED, "6.9.0-own", Optional.empty(), true);
        has(kernel(NEW, "6.1.90-1"));
        assertThat(in(FindingState.REBOOT_PENDING)).singleElement().satisfies(finding -> {
            assertThat(finding.packageName()).isEmpty();
            assertThat(finding.why()).containsExactly(Reason.of("finding.reboot_asked_for"));
        });
    }

    @Test
    void whatAVendorSuggestsAfterAnUpdateIsSaidOfFindingAndPatch() {
        catalog.advisories()
                .add(
                        "bulletins",
                        Advisory.of("DSA-1")
                                .cves(List.of(new CveId("CVE-2026-1000")))
                                .aftermath(List.of(Aftermath.REBOOT, Aftermath.RELOGIN))
                                .affected(fixed("curl"))
                                .build());
        offersCurl = true;
        has(new SoftwareItem("deb", "curl", "1-1", "amd64", "curl", "1-1", MultiArch.NO));
        Finding curl = in(FindingState.MISSING).get(0);
        assertThat(curl.aftermath()).containsExactlyInAnyOrder(Aftermath.REBOOT, Aftermath.RELOGIN);
        assertThat(curl.why()).contains(Reason.of("advisory.reboot_suggested", "advisories", "DSA-1"));
        assertThat(findings.patches(false, Scope.all(), PageRequest.first(1))
                        .items()
                        .get(0)
                        .aftermath())
                .containsExactlyInAnyOrder(Aftermath.REBOOT, Aftermath.RELOGIN);
    }

    private static Affected fixed(String source) {
        return new Affected(
                "deb",
                "Debian:12",
                PackageLevel.SOURCE,
                source,
                List.of(),
                "",
                FixStatus.FIXED,
                Optional.of("2-1"),
                Optional.empty(),
                "");
    }

    @Test
    void whoRunsTheNewestKernelWaitsForNothing() {
        says(KernelState.CURRENT, NEW, Optional.of(NEW), false);
        has(kernel(NEW, "6.1.90-1"));
        assertThat(in(FindingState.REBOOT_PENDING)).isEmpty();
    }

    @Test
    void flawsThatNobodyMendsAreOneFindingForEachPackageAndNoIllHealth() {
        speaks("CVE-2026-1000", "curl", FixStatus.AFFECTED, Optional.empty());
        speaks("CVE-2026-2000", "curl", FixStatus.WONT_FIX, Optional.empty());
        speaks("CVE-2026-3000", "curl", FixStatus.UNDER_INVESTIGATION, Optional.empty());
        speaks("CVE-2026-4000", "zlib", FixStatus.END_OF_LIFE, Optional.empty());
        says(KernelState.CURRENT, NEW, Optional.of(NEW), false);
        has(new SoftwareItem("deb", "curl", "1-1", "amd64", "curl", "1-1", MultiArch.NO));
        assertThat(in(FindingState.NO_FIX)).singleElement().satisfies(finding -> {
            assertThat(finding.packageName()).isEqualTo("curl");
            assertThat(finding.installed()).isEqualTo("1-1");
            assertThat(finding.patch()).isEmpty();
            assertThat(finding.cves()).containsExactly("CVE-2026-1000", "CVE-2026-2000");
            assertThat(finding.why())
                    .containsExactly(
                            Reason.of("finding.no_fix", "count", "1"), Reason.of("finding.wont_fix", "count", "1"));
        });
        assertThat(findings.summary(FakeFleet.id(0), Scope.all()).map(ComputerSummary::health))
                .contains(HealthStatus.HEALTHY);
        assertThat(findings.briefly(FakeFleet.id(0), Scope.all())).isEmpty();
    }
}
