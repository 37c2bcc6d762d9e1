package io.fettle.assessment;

import static io.fettle.assessment.MadePackage.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a computer's own dry run and the server's reckoning come to together. */
class KeptBackFindingsTest {
    private static final String BASE = "http://deb.example.org/debian/";
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");

    private final FakeFleet fleet = new FakeFleet();
    private final SampleCatalog catalog = new SampleCatalog(1);
    private final List<InstalledPackage> installed = new ArrayList<>();
    private final EvaluatedFindings findings = new EvaluatedFindings(
            fleet,
            fleet,
            new FakeApprovals(fleet),
            new NewestCatalog(() -> catalog),
            fleet,
            entry -> {},
            new FakePolicies(),
            new FakeFirstSeen(),
            Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));

    /** curl 2 needs libcurl 2, which the owner holds at 1; sudo 2 needs nothing. */
    @BeforeEach
    void offer() {
        int repository = catalog.repository(
                BASE, "bookworm", "oldstable", "bookworm", "Debian", "Debian", "12", MAIN, AMD64, false, 500);
        catalog.offer(repository, "main", of("curl", "2").depends("libcurl (= 2)"));
        catalog.offer(repository, "main", of("libcurl", "2"));
        catalog.offer(repository, "main", of("libcurl", "1"));
        catalog.offer(repository, "main", of("sudo", "2"));
    }

    private static InstalledPackage told(MadePackage made, boolean held) {
        return new InstalledPackage(
                new SoftwareItem(
                        "deb",
                        made.name,
                        made.version,
                        made.arch,
                        made.name,
                        made.version,
                        MultiArch.NO,
                        made.relations()),
                held);
    }

    private static InstalledPackage untold(String name) {
        return new InstalledPackage(new SoftwareItem("deb", name, "1", "amd64", name, "1", MultiArch.NO), false);
    }

    private Finding finding(String name, Optional<Simulation> dryRun) {
        AptSetup setup = new AptSetup(
                AMD64,
                List.of(new AptRepository(BASE, "bookworm", MAIN, AMD64, List.of())),
                List.of(),
                Optional.empty());
        fleet.report(0, "o-1", setup, installed, dryRun);
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
        return findings.of(FakeFleet.id(0), Scope.all()).stream()
                .filter(one -> one.packageName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Simulation> dryRun(List<KeptBack> kept, String... taken) {
        String basis = Simulation.basisOf(
                catalog.suites().stream().map(suite -> suite.release().digest()).toList());
        List<PlannedChange> changes = new ArrayList<>();
        for (String name : taken) {
            changes.add(new PlannedChange(name, "amd64", Optional.of("1"), "2"));
        }
        return Optional.of(new Simulation(FakeFleet.NOON, basis, changes, kept));
    }

    private void holdLibcurl() {
        installed.add(told(of("curl", "1").depends("libcurl (>= 1)"), false));
        installed.add(told(of("libcurl", "1"), true));
        installed.add(told(of("sudo", "1"), false));
    }

    private static List<String> lastCodes(Finding finding, int count) {
        List<String> codes = finding.why().stream().map(Reason::code).toList();
        return codes.subList(codes.size() - count, codes.size());
    }

    @Test
    void beforeTheComputerHasTriedTheServersReckoningCounts() {
        holdLibcurl();
        Finding curl = finding("curl", Optional.empty());
        assertThat(curl.state()).isEqualTo(FindingState.BLOCKED);
        assertThat(lastCodes(curl, 2)).containsExactly("finding.reckoned", "finding.needs_other");
        assertThat(curl.why().get(curl.why().size() - 1).parameters())
                .containsEntry("dependency", "libcurl (= 2)")
                .containsEntry("package", "libcurl")
                .containsEntry("version", "1");
        Finding sudo = finding("sudo", Optional.empty());
        assertThat(sudo.state()).isEqualTo(FindingState.MISSING);
        assertThat(lastCodes(sudo, 1)).containsExactly("finding.not_simulated");
        assertThat(findings.summary(FakeFleet.id(0), Scope.all()).orElseThrow().blocked())
                .isEqualTo(1);
    }

    @Test
    void whatTheComputerKeepsBackIsExplained() {
        holdLibcurl();
        KeptBack kept = new KeptBack("curl", "amd64", Reason.of("apt.kept_back"));
        Finding curl = finding("curl", dryRun(List.of(kept), "sudo"));
        assertThat(curl.state()).isEqualTo(FindingState.BLOCKED);
        assertThat(lastCodes(curl, 2)).containsExactly("apt.kept_back", "finding.needs_other");
    }

    @Test
    void whereTheComputerKeepsBackWhatNothingIsInTheWayOfBothAreShown() {
        holdLibcurl();
        KeptBack kept = new KeptBack("sudo", "amd64", Reason.of("apt.kept_back"));
        Finding sudo = finding("sudo", dryRun(List.of(kept)));
        assertThat(sudo.state()).isEqualTo(FindingState.BLOCKED);
        assertThat(lastCodes(sudo, 2)).containsExactly("apt.kept_back", "finding.disagrees_installable");
    }

    @Test
    void whereTheComputerTakesWhatTheServerWouldNotBothAreShown() {
        holdLibcurl();
        Finding curl = finding("curl", dryRun(List.of(), "curl", "sudo"));
        assertThat(curl.state()).isEqualTo(FindingState.MISSING);
        assertThat(lastCodes(curl, 3))
                .containsExactly("finding.installable_now", "finding.disagrees_blocked", "finding.needs_other");
    }

    @Test
    void whoseTurnItIsTheComputerKnowsAlone() {
        holdLibcurl();
        KeptBack kept = new KeptBack("sudo", "amd64", Reason.of("apt.phased"));
        Finding sudo = finding("sudo", dryRun(List.of(kept)));
        assertThat(sudo.state()).isEqualTo(FindingState.PHASED);
        assertThat(lastCodes(sudo, 1)).containsExactly("apt.phased");
    }

    /** An agent of before tells nothing, and this package's version is not on offer any more. */
    @Test
    void whereSomethingIsNotKnownTheServerDoesNotDisagree() {
        holdLibcurl();
        installed.add(untold("old"));
        KeptBack kept = new KeptBack("sudo", "amd64", Reason.of("apt.kept_back"));
        assertThat(lastCodes(finding("sudo", dryRun(List.of(kept))), 1)).containsExactly("apt.kept_back");
    }

    @Test
    void forAnAgentOfBeforeTheCatalogsPackageOfTheSameVersionSpeaks() {
        catalog.offer(0, "main", of("plugin", "1").depends("sudo (<< 2)"));
        installed.add(untold("plugin"));
        installed.add(told(of("sudo", "1"), false));
        Finding sudo = finding("sudo", Optional.empty());
        assertThat(sudo.state()).isEqualTo(FindingState.BLOCKED);
        assertThat(lastCodes(sudo, 1)).containsExactly("finding.needed_as_it_is");
    }
}
