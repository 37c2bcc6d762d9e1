package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.ExposureSummary;
import io.fettle.api.assessment.Exposures.Filter;
import io.fettle.api.assessment.Exposures.Which;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions about one office, one group, or what is in both. */
class FleetPartsTest {
    private static final Scope ALL = Scope.all();
    private static final PageRequest PAGE = PageRequest.first(100);
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final String BASE = "http://deb.example.org/debian/";
    private static final CveId CVE = new CveId("CVE-2026-1000");
    private static final FleetPart NORTH = FleetPart.ofOffice("north");
    private static final FleetPart PILOTS = FleetPart.ofGroup("pilots");
    private static final FleetPart NORTHERN_PILOTS = new FleetPart(Optional.of("north"), Optional.of("pilots"));

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
            Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));

    /** Two that lack the update in the north, one of them a pilot, one that has it; a pilot in the south lacks it. */
    @BeforeEach
    void twoOfficesAndAGroupAcross() {
        catalog.repository(BASE, "security", "s", "s", "Debian", "Debian-Security", "12", MAIN, AMD64, true, 500);
        catalog.offer(0, "main", "curl", "2-1", "amd64", "curl");
        catalog.advisories()
                .add(
                        "dt",
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
                                        Optional.of("2-1"),
                                        Optional.empty(),
                                        ""))
                                .build());
        fleet.groups.put(0, List.of("pilots"));
        fleet.groups.put(3, List.of("pilots", "lab"));
        has(0, "north", "1-1");
        has(1, "north", "1-1");
        has(2, "north", "2-1");
        has(3, "south", "1-1");
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
    }

    private void has(int ordinal, String office, String version) {
        SoftwareItem curl = new SoftwareItem("deb", "curl", version, "amd64", "curl", version, MultiArch.NO);
        AptSetup setup = new AptSetup(
                AMD64,
                List.of(new AptRepository(BASE, "security", MAIN, AMD64, List.of())),
                List.of(),
                Optional.empty());
        fleet.report(ordinal, office, setup, List.of(new InstalledPackage(curl, false)), Optional.empty());
    }

    @Test
    void patchesAreCountedWithinThePart() {
        assertThat(missing(FleetPart.all())).containsExactly(3L);
        assertThat(missing(NORTH)).containsExactly(2L);
        assertThat(missing(PILOTS)).containsExactly(2L);
        assertThat(missing(NORTHERN_PILOTS)).containsExactly(1L);
        assertThat(missing(new FleetPart(Optional.of("north"), Optional.of("lab"))))
                .isEmpty();
        assertThat(missing(FleetPart.ofOffice("nowhere"))).isEmpty();
    }

    private List<Long> missing(FleetPart part) {
        return findings.patches(false, part, ALL, PAGE).items().stream()
                .map(PatchSummary::computers)
                .toList();
    }

    @Test
    void theSummaryIsOfThePart() {
        FleetSummary summary = findings.fleet(NORTH, ALL);
        assertThat(summary.computers()).isEqualTo(3);
        assertThat(summary.missingSecurity()).isEqualTo(2);
        assertThat(summary.health()).containsEntry(HealthStatus.HEALTHY, 1L);
        assertThat(findings.fleet(PILOTS, ALL).computers()).isEqualTo(2);
        assertThat(findings.fleet(NORTHERN_PILOTS, ALL).computers()).isEqualTo(1);
    }

    @Test
    void aPartNeverShowsMoreThanTheReaderSees() {
        Scope south = Scope.ofOffices(Set.of("south"));
        assertThat(findings.fleet(NORTH, south).computers()).isZero();
        assertThat(findings.fleet(PILOTS, south).computers()).isEqualTo(1);
        assertThat(findings.patches(false, PILOTS, south, PAGE).items())
                .extracting(PatchSummary::computers)
                .containsExactly(1L);
        assertThat(findings.computers(CVE, new Which(Optional.empty(), PILOTS, ""), south, PAGE)
                        .items())
                .extracting(Exposure::computer)
                .containsExactly(FakeFleet.id(3));
    }

    @Test
    void vulnerabilitiesAreThoseOfThePartWithItsCounts() {
        assertThat(exposed(PILOTS)).containsExactly(2L);
        assertThat(exposed(NORTH)).containsExactly(2L);
        assertThat(findings.list(filter(NORTH), ALL, PAGE).items().get(0).computers())
                .containsEntry(ExposureState.FIXED, 1L);
        assertThat(exposed(FleetPart.ofOffice("nowhere"))).isEmpty();
    }

    private List<Long> exposed(FleetPart part) {
        return findings.list(filter(part), ALL, PAGE).items().stream()
                .map(ExposureSummary::exposed)
                .toList();
    }

    private static Filter filter(FleetPart part) {
        return new Filter(Severity.UNKNOWN, false, false, "", part);
    }

    @Test
    void computersOfAVulnerabilityAreFoundByGroupAndByPartOfTheirIdOrName() {
        assertThat(computers(PILOTS, "")).containsExactly("c-0", "c-3");
        assertThat(computers(FleetPart.all(), "C-3")).containsExactly("c-3");
        assertThat(computers(FleetPart.all(), "pc")).hasSize(4);
        assertThat(computers(NORTH, "c-3")).isEmpty();
    }

    private List<String> computers(FleetPart part, String text) {
        return findings.computers(CVE, new Which(Optional.empty(), part, text), ALL, PAGE).items().stream()
                .map(exposure -> exposure.computer().value())
                .toList();
    }
}
