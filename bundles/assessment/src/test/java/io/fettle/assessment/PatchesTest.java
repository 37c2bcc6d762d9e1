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
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ExposureDetail;
import io.fettle.api.assessment.ExposureDetail.Mending;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.PatchDetail;
import io.fettle.api.assessment.PatchDetail.Mended;
import io.fettle.api.assessment.PatchOnComputer;
import io.fettle.api.assessment.PatchState;
import io.fettle.api.assessment.Patches.Which;
import io.fettle.api.assessment.PlaceCounts;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One patch over the fleet, and where. */
class PatchesTest {
    private static final Scope ALL = Scope.all();
    private static final PageRequest PAGE = PageRequest.first(100);
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final String BASE = "http://deb.example.org/debian/";
    private static final CveId CVE = new CveId("CVE-2026-1000");
    private static final CveId EXPLOITED = new CveId("CVE-2026-2000");
    private static final PatchId PATCH = PatchId.of("deb", "curl", "amd64", "2-1");

    private final FakeFleet fleet = new FakeFleet();
    private final FakeApprovals approvals = new FakeApprovals(fleet);
    private final SampleCatalog catalog = new SampleCatalog(1);
    private final EvaluatedFindings findings = new EvaluatedFindings(
            fleet,
            fleet,
            approvals,
            new NewestCatalog(() -> catalog),
            fleet,
            entry -> {},
            new FakePolicies(),
            new FakeFirstSeen(),
            Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));
    private final EvaluatedPatches patches = new EvaluatedPatches(findings);

    @BeforeEach
    void anUpdateOfCurl() {
        catalog.repository(BASE, "security", "s", "s", "Debian", "Debian-Security", "12", MAIN, AMD64, true, 500);
        catalog.repository(BASE, "other", "o", "o", "Debian", "Debian", "12", MAIN, AMD64, false, 500);
        catalog.offer(0, "main", "curl", "2-1", "amd64", "curl");
        catalog.offer(1, "main", "zlib", "1-1", "amd64", "zlib");
        catalog.advisories().add("dt", advisory("DSA-1", CVE, "1.5-1")).add("dt", advisory("DSA-2", EXPLOITED, "2-1"));
        catalog.advisories()
                .add(VulnerabilityNote.of(
                        new KnownExploited(LocalDate.of(2026, 1, 1), Optional.empty(), false), EXPLOITED, ""));
        fleet.groups.put(0, List.of("pilots"));
        fleet.groups.put(2, List.of("frozen"));
        has(0, "north", "1-1");
        has(1, "north", "1-1");
        has(2, "south", "1-1");
        has(3, "south", "2-1");
        has(4, "south", "3-1");
        approvals.decide(PATCH, "pilots", Decision.APPROVED);
        approvals.decide(PATCH, "frozen", Decision.DECLINED);
        catchUp();
    }

    private static Advisory advisory(String id, CveId cve, String fixed) {
        return Advisory.of(id)
                .cves(List.of(cve))
                .affected(new Affected(
                        "deb",
                        "Debian:12",
                        PackageLevel.SOURCE,
                        "curl",
                        List.of(),
                        "",
                        FixStatus.FIXED,
                        Optional.of(fixed),
                        Optional.empty(),
                        ""))
                .build();
    }

    private void catchUp() {
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
    }

    private void has(int ordinal, String office, String version) {
        report(ordinal, office, "security", "curl", version);
    }

    private void report(int ordinal, String office, String suite, String name, String version) {
        SoftwareItem item = new SoftwareItem("deb", name, version, "amd64", name, version, MultiArch.NO);
        AptSetup setup = new AptSetup(
                AMD64, List.of(new AptRepository(BASE, suite, MAIN, AMD64, List.of())), List.of(), Optional.empty());
        fleet.report(
                ordinal, office, setup, List.of(new InstalledPackage(item, name.startsWith("held"))), Optional.empty());
    }

    @Test
    void everyComputerThatItConcernsIsInOneState() {
        report(5, "south", "security", "zlib", "1-1");
        report(6, "south", "other", "curl", "3-1");
        report(7, "south", "other", "curl", "2-1");
        fleet.enrol(8, "south");
        has(9, "south", "1-1");
        fleet.confirmedAt.put(9, FakeFleet.NOON.minus(Duration.ofDays(2)));
        catchUp();
        assertThat(states())
                .as("3 and 7 have it, 4 a newer one; 6 has a newer one from where this one never was; 5 has no curl")
                .isEqualTo(Map.of(
                        PatchState.MISSING_APPROVED, List.of("c-0"),
                        PatchState.MISSING_AWAITING, List.of("c-1"),
                        PatchState.MISSING_DECLINED, List.of("c-2"),
                        PatchState.INSTALLED, List.of("c-3", "c-4", "c-7"),
                        PatchState.UNKNOWN, List.of("c-8", "c-9")));
        Map<PatchState, Long> counted = new EnumMap<>(PatchState.class);
        states().forEach((state, computers) -> counted.put(state, (long) computers.size()));
        counted.put(PatchState.SUPERSEDED, 0L);
        assertThat(detail(ALL).computers()).isEqualTo(counted);
    }

    private Map<PatchState, List<String>> states() {
        return computers(Which.all()).stream()
                .collect(Collectors.groupingBy(
                        PatchOnComputer::state,
                        Collectors.mapping(one -> one.computer().value(), Collectors.toList())));
    }

    @Test
    void itSaysWhatItMendsAndIsOtherwiseAsTheListHasIt() {
        PatchDetail detail = detail(ALL);
        assertThat(detail.advisories()).containsExactly("DSA-1", "DSA-2");
        assertThat(detail.mends()).containsExactly(new Mended(EXPLOITED, true), new Mended(CVE, false));
        assertThat(detail.summary())
                .isEqualTo(findings.patches(false, ALL, PAGE).items().get(0));
        assertThat(detail.catalogRevision()).isEqualTo(1);
    }

    @Test
    void whatItMendsIsOfComputersThatTheReaderSees() {
        has(0, "north", "1.6-1");
        has(1, "north", "1.6-1");
        catchUp();
        assertThat(detail(Scope.ofOffices(Set.of("north"))).advisories()).containsExactly("DSA-2");
        assertThat(detail(ALL).advisories()).containsExactly("DSA-1", "DSA-2");
    }

    @Test
    void officesAndGroupsAreCountedAsTheFleetIs() {
        PatchDetail detail = detail(ALL);
        assertThat(detail.places().offices()).extracting(PlaceCounts::place).containsExactly("north", "south");
        assertThat(detail.places().offices().get(0).computers())
                .containsEntry(PatchState.MISSING_APPROVED, 1L)
                .containsEntry(PatchState.MISSING_AWAITING, 1L)
                .containsEntry(PatchState.INSTALLED, 0L);
        assertThat(detail.places().offices().get(1).computers()).containsEntry(PatchState.INSTALLED, 2L);
        assertThat(detail.places().groups()).extracting(PlaceCounts::place).containsExactly("frozen", "pilots");
        for (PatchState state : PatchState.values()) {
            assertThat(detail.places().offices().stream()
                            .mapToLong(office -> office.computers().get(state))
                            .sum())
                    .as("%s in all offices", state)
                    .isEqualTo(detail.computers().get(state));
        }
    }

    @Test
    void whoSeesOneOfficeCountsThatOneAlone() {
        PatchDetail detail = detail(Scope.ofOffices(Set.of("north")));
        assertThat(detail.summary().computers()).isEqualTo(2);
        assertThat(detail.places().offices()).extracting(PlaceCounts::place).containsExactly("north");
        assertThat(detail.places().groups()).extracting(PlaceCounts::place).containsExactly("pilots");
        assertThat(patches.computers(PATCH, Which.all(), Scope.ofOffices(Set.of("north")), PAGE)
                        .orElseThrow()
                        .total())
                .isEqualTo(2);
    }

    @Test
    void ofManyOfficesThoseWithMostWorkAreNamed() {
        for (int ordinal = 100; ordinal < 250; ordinal++) {
            has(ordinal, "o-" + ordinal, ordinal == 200 ? "1-1" : "2-1");
        }
        catchUp();
        assertThat(detail(ALL).places().officesTotal()).isEqualTo(152);
        assertThat(detail(ALL).places().offices())
                .hasSize(100)
                .extracting(PlaceCounts::place)
                .startsWith("north", "o-200", "south", "o-100");
    }

    @Test
    void computersAreFoundByStateOfficeGroupAndText() {
        assertThat(ids(new Which(Optional.of(PatchState.INSTALLED), FleetPart.all(), "")))
                .containsExactly("c-3", "c-4");
        assertThat(ids(new Which(Optional.empty(), FleetPart.ofOffice("north"), "")))
                .containsExactly("c-0", "c-1");
        assertThat(ids(new Which(Optional.empty(), FleetPart.ofGroup("frozen"), "")))
                .containsExactly("c-2");
        assertThat(ids(new Which(Optional.empty(), FleetPart.all(), "C-4"))).containsExactly("c-4");
        assertThat(patches.computers(PATCH, Which.all(), ALL, new PageRequest(1, 2))
                        .orElseThrow()
                        .items())
                .extracting(one -> one.computer().value())
                .containsExactly("c-1", "c-2");
    }

    @Test
    void aComputerThatMissesItSaysWhatWasFoundThere() {
        PatchOnComputer first = computers(Which.all()).get(0);
        assertThat(first.installed()).isEqualTo("1-1");
        assertThat(first.officeId()).isEqualTo("north");
        assertThat(first.finding()).map(Finding::state).hasValue(FindingState.MISSING);
        assertThat(first.why())
                .isEqualTo(findings.of(FakeFleet.id(0), ALL).get(0).why());
        PatchOnComputer newer =
                computers(new Which(Optional.empty(), FleetPart.all(), "c-4")).get(0);
        assertThat(newer.installed()).isEqualTo("3-1");
        assertThat(newer.finding()).isEmpty();
    }

    @Test
    void aPatchStaysThereUntilNobodyOffersItAnyMore() {
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            has(ordinal, "north", "2-1");
        }
        catchUp();
        assertThat(detail(ALL).computers()).containsEntry(PatchState.INSTALLED, 5L);
        assertThat(detail(ALL).summary().computers()).isZero();
        PatchId unheardOf = PatchId.of("deb", "curl", "amd64", "9-1");
        assertThat(patches.of(unheardOf, ALL)).isEmpty();
        assertThat(patches.computers(unheardOf, Which.all(), ALL, PAGE)).isEmpty();
    }

    @Test
    void aVulnerabilityIsCountedByOfficeAndGroupToo() {
        ExposureDetail detail = findings.detail(EXPLOITED, ALL).orElseThrow();
        assertThat(detail.summary().computers()).containsEntry(ExposureState.FIXED, 2L);
        assertThat(detail.places().offices()).extracting(PlaceCounts::place).containsExactly("north", "south");
        assertThat(detail.places().offices().get(1).computers())
                .containsEntry(ExposureState.EXPOSED_AWAITING, 1L)
                .containsEntry(ExposureState.FIXED, 2L);
        assertThat(detail.places().groups()).extracting(PlaceCounts::place).containsExactly("frozen", "pilots");
        assertThat(findings.detail(new CveId("CVE-1999-0001"), ALL)).isEmpty();
    }

    @Test
    void aVulnerabilityNamesThePatchesThatMendItForWhoIsExposed() {
        catalog.offer(0, "main", "zlib", "9-1", "amd64", "zlib");
        has(1, "north", "1.6-1");
        catchUp();
        assertThat(findings.detail(EXPLOITED, ALL).orElseThrow().patches())
                .containsExactly(new Mending(PATCH, "curl", "amd64", "2-1", 3));
        assertThat(findings.detail(CVE, ALL).orElseThrow().patches())
                .as("1 has what mends this one")
                .containsExactly(new Mending(PATCH, "curl", "amd64", "2-1", 2));
        assertThat(findings.detail(CVE, Scope.ofOffices(Set.of("elsewhere")))
                        .orElseThrow()
                        .patches())
                .isEmpty();
    }

    private PatchDetail detail(Scope scope) {
        return patches.of(PATCH, scope).orElseThrow();
    }

    private List<PatchOnComputer> computers(Which which) {
        return patches.computers(PATCH, which, ALL, PAGE).orElseThrow().items();
    }

    private List<String> ids(Which which) {
        return computers(which).stream().map(one -> one.computer().value()).toList();
    }
}
