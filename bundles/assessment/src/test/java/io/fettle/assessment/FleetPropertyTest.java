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
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.ExposureSummary;
import io.fettle.api.assessment.Exposures;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchClock;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.PlainEvaluation.Lack;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever happens to a fleet and in whatever order, the index says what a plain look at every computer says. */
class FleetPropertyTest {
    private static final String BASE = "http://deb.example.org/debian/";
    private static final List<String> MAIN = List.of("main");
    private static final List<String> ARCHES = List.of("amd64", "i386");
    private static final List<String> GROUPS = List.of("g0", "g1", "g2");
    private static final List<String> VERSIONS =
            List.of("1:0.9-1", "2.0~rc1-1", "2.0-1", "2.0-1+deb12u1", "3-1", "1:0-2");
    private static final int PACKAGES = 12;
    private static final int COMPUTERS = 25;
    private static final int WALKS = 12;
    private static final int STEPS = 40;

    private final FakeFleet fleet = new FakeFleet();
    private final FakeApprovals approvals = new FakeApprovals(fleet);
    private final FakePolicies policies = new FakePolicies();
    private final FakeFirstSeen firstSeen = new FakeFirstSeen();
    private final MovableClock clock = new MovableClock(FakeFleet.NOON);
    private final List<Offer> offers = new ArrayList<>();
    private final Map<Integer, Said> said = new HashMap<>();
    private final Map<CveId, LocalDate> exploited = new HashMap<>();
    private final Map<Integer, Bulletin> bulletins = new HashMap<>();
    private SampleCatalog newest = new SampleCatalog(1);
    private final Catalog catalog = new NewestCatalog(() -> newest);
    private final EvaluatedFindings findings =
            new EvaluatedFindings(fleet, fleet, approvals, catalog, fleet, entry -> {}, policies, firstSeen, clock);

    private long lateSeen;
    private long endedSeen;
    private final Map<ExposureState, Long> exposuresSeen = new EnumMap<>(ExposureState.class);

    private record Offer(int repository, String name, String version, String arch) {}

    private record Said(
            CveId cve, String source, String platform, FixStatus status, String fixed, Severity own, Severity all) {}

    /** Asks for a fix of some flaws; withdrawn ones ask for nothing. */
    private record Bulletin(List<CveId> cves, String source, String platform, String fixed, boolean withdrawn) {}

    @Test
    void everyStepEndsWhereAPlainEvaluationDoes() {
        long first = Long.getLong("fettle.seed", 20_261_128L);
        long late = 0;
        long ended = 0;
        Map<ExposureState, Long> exposures = new EnumMap<>(ExposureState.class);
        for (long seed = first; seed < first + WALKS; seed++) {
            try {
                FleetPropertyTest walked = new FleetPropertyTest();
                walked.walk(new Random(seed));
                late += walked.lateSeen;
                ended += walked.endedSeen;
                walked.exposuresSeen.forEach((state, count) -> exposures.merge(state, count, Long::sum));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("With -Dfettle.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(late).as("overdue patches on the way").isGreaterThan(100);
        assertThat(ended).as("ended platforms on the way").isGreaterThan(100);
        assertThat(exposures).as("exposures on the way").hasSize(ExposureState.values().length);
        assertThat(exposures.values()).as("exposures on the way").allMatch(count -> count > 1000);
    }

    private void walk(Random random) {
        for (int i = 0; i < 30; i++) {
            offer(random);
            say(random);
            ask(random);
        }
        publish();
        for (int ordinal = 0; ordinal < COMPUTERS; ordinal++) {
            report(ordinal, random);
        }
        for (int step = 0; step < STEPS; step++) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                happen(random);
            }
            for (int i = 0; i < 3; i++) {
                findings.loop().catchUp();
            }
            compare();
            findings.checks().check(random.nextInt(COMPUTERS));
        }
        assertThat(findings.checks().disagreed()).isZero();
        assertThat(findings.checks().agreed()).isGreaterThan(STEPS / 2);
    }

    private void happen(Random random) {
        int ordinal = random.nextInt(COMPUTERS);
        switch (random.nextInt(12)) {
            case 0 -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    offers.remove(random.nextInt(offers.size()));
                    offer(random);
                }
                publish();
            }
            case 1, 2 -> {
                say(random);
                ask(random);
                publish();
            }
            case 3 -> {
                said.remove(random.nextInt(20));
                bulletins.computeIfPresent(random.nextInt(8), (number, one) -> withdrawn(one));
                CveId cve = cve(random);
                if (random.nextInt(3) > 0) {
                    exploited.put(cve, clock.today().minusDays(random.nextInt(10)));
                } else {
                    exploited.remove(cve);
                }
                publish();
            }
            case 4, 5 -> {
                Offer offer = offers.get(random.nextInt(offers.size()));
                approvals.decide(
                        PatchId.of("deb", offer.name(), offer.arch(), offer.version()),
                        random.nextInt(4) == 0 ? Approval.ALL : GROUPS.get(random.nextInt(3)),
                        random.nextBoolean() ? Decision.APPROVED : Decision.values()[random.nextInt(3)]);
            }
            case 6 -> {
                if (random.nextBoolean()) {
                    fleet.remove(ordinal);
                } else {
                    fleet.enrol(ordinal, "o-" + random.nextInt(3));
                }
            }
            case 7 -> policies.change(random, clock.today());
            case 8 -> passDays(1 + random.nextInt(8));
            default -> report(ordinal, random);
        }
    }

    /** Computers go on checking in; who has been silent stays so. */
    private void passDays(int days) {
        clock.advance(Duration.ofDays(days));
        fleet.confirmedAt.replaceAll((ordinal, at) -> at.plus(Duration.ofDays(days)));
        fleet.confirmed += Duration.ofDays(days).toMillis();
    }

    private void offer(Random random) {
        String name = "p" + random.nextInt(PACKAGES);
        String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
        int repository = random.nextInt(3);
        String arch = List.of("amd64", "amd64", "i386", "all").get(random.nextInt(4));
        // One build of a version, wherever it is offered: what apt does with several is another matter.
        boolean known = offers.stream()
                .anyMatch(o -> o.name().equals(name) && o.version().equals(version));
        offers.add(
                known
                        ? new Offer(repository, name, version + "+b" + offers.size() + random.nextInt(1000), arch)
                        : new Offer(repository, name, version, arch));
    }

    private void say(Random random) {
        int number = random.nextInt(20);
        FixStatus status = random.nextInt(4) > 0 ? FixStatus.FIXED : FixStatus.values()[random.nextInt(6)];
        Severity[] severities = Severity.values();
        said.put(
                number,
                new Said(
                        new CveId("CVE-2026-" + (1000 + number)),
                        "s" + random.nextInt(PACKAGES / 2),
                        random.nextInt(4) == 0 ? "Debian:13" : "Debian:12",
                        status,
                        VERSIONS.get(random.nextInt(VERSIONS.size())),
                        severities[random.nextInt(severities.length)],
                        severities[random.nextInt(severities.length)]));
    }

    private static CveId cve(Random random) {
        return new CveId("CVE-2026-" + (1000 + random.nextInt(20)));
    }

    private void ask(Random random) {
        bulletins.put(
                random.nextInt(8),
                new Bulletin(
                        Stream.of(cve(random), cve(random)).distinct().toList(),
                        "s" + random.nextInt(PACKAGES / 2),
                        random.nextInt(4) == 0 ? "Debian:13" : "Debian:12",
                        VERSIONS.get(random.nextInt(VERSIONS.size())),
                        false));
    }

    private static Bulletin withdrawn(Bulletin one) {
        return new Bulletin(one.cves(), one.source(), one.platform(), one.fixed(), true);
    }

    private void publish() {
        SampleCatalog next = new SampleCatalog(newest.number() + 1);
        next.repository(BASE, "main", "main", "main", "D", "Main", "12", MAIN, ARCHES, false, 500);
        next.repository(BASE, "security", "security", "security", "D", "Security", "12", MAIN, ARCHES, true, 500);
        next.repository(BASE, "backports", "backports", "backports", "D", "Backports", "12", MAIN, ARCHES, false, 100);
        offers.forEach(o -> next.offer(
                o.repository(),
                "main",
                o.name(),
                o.version(),
                o.arch(),
                "s" + Integer.parseInt(o.name().substring(1)) / 2));
        said.values().forEach(one -> next.advisories().add("vendor", advisory(one)));
        bulletins.forEach((number, one) -> next.advisories().add("bulletins", advisory(number, one)));
        exploited.forEach((cve, added) -> next.advisories()
                .add(VulnerabilityNote.of(new KnownExploited(added, Optional.empty(), false), cve, "")));
        newest = next;
    }

    private static Advisory advisory(Said one) {
        Optional<Rating> own = one.own() == Severity.UNKNOWN
                ? Optional.empty()
                : Optional.of(new Rating(Rating.Scale.VENDOR, one.own(), "word", "vendor"));
        return Advisory.of(one.cve().value())
                .cves(List.of(one.cve()))
                .ratings(
                        one.all() == Severity.UNKNOWN
                                ? List.of()
                                : List.of(new Rating(Rating.Scale.CVSS_V3, one.all(), "vector", "somebody")))
                .affected(new Affected(
                        "deb",
                        one.platform(),
                        PackageLevel.SOURCE,
                        one.source(),
                        List.of(),
                        "",
                        one.status(),
                        one.status() == FixStatus.FIXED ? Optional.of(one.fixed()) : Optional.empty(),
                        own,
                        ""))
                .build();
    }

    private static Advisory advisory(int number, Bulletin one) {
        return Advisory.of("DSA-" + number)
                .cves(one.cves())
                .status(one.withdrawn() ? Advisory.Status.WITHDRAWN : Advisory.Status.FINAL)
                .affected(new Affected(
                        "deb",
                        one.platform(),
                        PackageLevel.SOURCE,
                        one.source(),
                        List.of(),
                        "",
                        FixStatus.FIXED,
                        Optional.of(one.fixed()),
                        Optional.empty(),
                        ""))
                .build();
    }

    private void report(int ordinal, Random random) {
        AptSetup setup = setups().get(random.nextInt(setups().size()));
        List<InstalledPackage> packages = new ArrayList<>();
        for (int i = 0; i < PACKAGES; i++) {
            for (String arch : List.of("amd64", "i386", "all")) {
                if (random.nextInt(arch.equals("amd64") ? 2 : 6) == 0) {
                    String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
                    packages.add(new InstalledPackage(
                            new SoftwareItem("deb", "p" + i, version, arch, "s" + i / 2, version, MultiArch.NO),
                            random.nextInt(6) == 0));
                }
            }
        }
        fleet.groups.put(
                ordinal, GROUPS.stream().filter(group -> random.nextBoolean()).toList());
        fleet.enrolledAt.putIfAbsent(ordinal, clock.instant().minus(Duration.ofDays(random.nextInt(30))));
        Map<String, LocalDate> arrived = new HashMap<>();
        for (int i = 0; i < PACKAGES; i++) {
            if (random.nextInt(4) == 0) {
                arrived.put("p" + i, clock.today().minusDays(random.nextInt(20)));
            }
        }
        fleet.arrived.put(ordinal, arrived);
        fleet.releases.put(ordinal, random.nextInt(4) == 0 ? "13" : "12");
        fleet.confirmedAt.put(ordinal, clock.instant().minus(Duration.ofHours(random.nextInt(8) == 0 ? 30 : 2)));
        fleet.report(ordinal, "o-" + random.nextInt(3), setup, packages, dryRun(setup, random));
    }

    private Optional<Simulation> dryRun(AptSetup setup, Random random) {
        if (random.nextBoolean()) {
            return Optional.empty();
        }
        Map<String, PlannedChange> changes = new HashMap<>();
        for (Offer offer : offers) {
            if (random.nextBoolean()) {
                changes.put(
                        offer.name() + ':' + offer.arch(),
                        new PlannedChange(offer.name(), offer.arch(), Optional.of("0"), offer.version()));
            }
        }
        return Optional.of(
                new Simulation(FakeFleet.NOON, plain().basis(setup), List.copyOf(changes.values()), List.of()));
    }

    private static List<AptSetup> setups() {
        List<AptRepository> both = List.of(repository("main"), repository("security"));
        List<AptRepository> all = List.of(repository("main"), repository("security"), repository("backports"));
        return List.of(
                new AptSetup(ARCHES, both, List.of(), Optional.empty()),
                new AptSetup(ARCHES, all, List.of(), Optional.empty()),
                new AptSetup(ARCHES, all, List.of(), Optional.of("backports")),
                new AptSetup(
                        ARCHES,
                        all,
                        List.of(
                                new PinRule(List.of("p1", "p2"), "release", "l=Security", -1),
                                new PinRule(List.of("p3"), "version", "2.0*", 1001),
                                new PinRule(List.of("*"), "release", "l=Backports", 700)),
                        Optional.empty()));
    }

    private static AptRepository repository(String suite) {
        return new AptRepository(BASE, suite, MAIN, ARCHES, List.of());
    }

    private PlainEvaluation plain() {
        return new PlainEvaluation(fleet, newest, approvals, policies.policy(), firstSeen, clock.instant());
    }

    /** All five states with their counts, in the list and one by one, and who is in which. */
    private void compareExposures(Scope scope, List<Integer> visible, Map<Integer, Map<CveId, ExposureState>> certain) {
        Map<CveId, Map<ExposureState, Set<ComputerId>>> expected = new HashMap<>();
        newest.advisories().vulnerabilities().forEach(cve -> expected.put(cve, new EnumMap<>(ExposureState.class)));
        for (int ordinal : visible) {
            Map<CveId, ExposureState> states = certain.get(ordinal);
            expected.forEach((cve, computers) -> {
                ExposureState state = states == null ? ExposureState.UNKNOWN : states.get(cve);
                if (state != null) {
                    computers.computeIfAbsent(state, s -> new HashSet<>()).add(FakeFleet.id(ordinal));
                }
            });
        }
        Map<CveId, Map<ExposureState, Long>> listed = new HashMap<>();
        findings.list(Exposures.Filter.all(), scope, PageRequest.first(1000))
                .items()
                .forEach(one -> listed.put(one.vulnerability().cve(), counts(one)));
        expected.forEach((cve, computers) -> {
            Map<ExposureState, Long> counts = new EnumMap<>(ExposureState.class);
            computers.forEach((state, ids) -> counts.put(state, (long) ids.size()));
            assertThat(counts(findings.of(cve, scope).orElseThrow()))
                    .as("of %s", cve)
                    .isEqualTo(counts);
            boolean exposed = counts.keySet().stream().anyMatch(ExposureState::isExposed);
            assertThat(listed.remove(cve)).as("%s in the list", cve).isEqualTo(exposed ? counts : null);
            counts.forEach((state, count) -> exposuresSeen.merge(state, count, Long::sum));
        });
        assertThat(listed).isEmpty();
        expected.keySet().stream()
                .limit(3)
                .forEach(cve -> assertThat(members(cve, scope)).as("of %s", cve).isEqualTo(expected.get(cve)));
    }

    private Map<CveId, ExposureState> exposures(int ordinal) {
        return findings.ofComputer(FakeFleet.id(ordinal), Scope.all()).stream()
                .collect(Collectors.toMap(Exposure::cve, Exposure::state));
    }

    private Map<ExposureState, Set<ComputerId>> members(CveId cve, Scope scope) {
        return findings
                .computers(cve, Optional.empty(), Optional.empty(), scope, PageRequest.first(1000))
                .items()
                .stream()
                .collect(Collectors.groupingBy(
                        Exposure::state, Collectors.mapping(Exposure::computer, Collectors.toSet())));
    }

    private static Map<ExposureState, Long> counts(ExposureSummary one) {
        Map<ExposureState, Long> counts = new EnumMap<>(one.computers());
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private void compare() {
        PlainEvaluation plain = plain();
        Map<ComputerId, ComputerSummary> summaries = new HashMap<>();
        fleet.computers.keySet().forEach(ordinal -> summaries.put(FakeFleet.id(ordinal), plain.summary(ordinal)));
        assertThat(findings.summaries(summaries.keySet(), Scope.all())).isEqualTo(summaries);
        summaries.values().forEach(this::compareRows);
        Map<Integer, Map<CveId, ExposureState>> certain = exposures(plain);
        Stream.of(Scope.all(), Scope.ofOffices(Set.of("o-0")), Scope.ofOffices(Set.of("o-1", "o-2")))
                .forEach(scope -> compare(scope, plain, summaries, certain));
    }

    /** Of the computers that something can be said of; what each tells of itself is compared on the way. */
    private Map<Integer, Map<CveId, ExposureState>> exposures(PlainEvaluation evaluation) {
        PlainExposures plain = new PlainExposures(fleet, newest, approvals, evaluation, clock.instant());
        Map<Integer, Map<CveId, ExposureState>> certain = new HashMap<>();
        for (int ordinal : fleet.computers.keySet()) {
            Map<CveId, ExposureState> states = plain.of(ordinal);
            if (!plain.isUnclear(ordinal)) {
                certain.put(ordinal, states);
            }
            Map<CveId, ExposureState> exposed = new HashMap<>(states);
            exposed.values().removeIf(state -> !state.isExposed());
            if (plain.isUnclear(ordinal)) {
                exposed.replaceAll((cve, state) -> ExposureState.UNKNOWN);
            }
            assertThat(exposures(ordinal)).as("of computer %d", ordinal).isEqualTo(exposed);
        }
        return certain;
    }

    private void compare(
            Scope scope,
            PlainEvaluation plain,
            Map<ComputerId, ComputerSummary> summaries,
            Map<Integer, Map<CveId, ExposureState>> certain) {
        List<Integer> visible = fleet.computers.keySet().stream()
                .filter(ordinal -> scope.sees(fleet.offices.get(ordinal)))
                .toList();
        compareExposures(scope, visible, certain);
        Map<HealthStatus, Long> health = new EnumMap<>(HealthStatus.class);
        Map<PatchId, List<Lack>> lacks = new HashMap<>();
        Map<PatchId, Set<ComputerId>> lacking = new HashMap<>();
        Map<PatchId, Set<ComputerId>> superseded = new HashMap<>();
        Map<PatchId, Set<ComputerId>> late = new HashMap<>();
        for (HealthStatus status : HealthStatus.values()) {
            health.put(status, 0L);
        }
        for (int ordinal : visible) {
            plain.superseded(ordinal).forEach(patch -> superseded
                    .computeIfAbsent(patch, p -> new HashSet<>())
                    .add(FakeFleet.id(ordinal)));
            health.merge(summaries.get(FakeFleet.id(ordinal)).health(), 1L, Long::sum);
            for (Lack lack : plain.lacks(ordinal)) {
                if (plain.isOverdue(ordinal, lack)) {
                    late.computeIfAbsent(lack.counting().get(0).target().patchId(), p -> new HashSet<>())
                            .add(FakeFleet.id(ordinal));
                }
                lacks.computeIfAbsent(lack.patch(), p -> new ArrayList<>()).add(lack);
                lacking.computeIfAbsent(lack.patch(), p -> new HashSet<>()).add(FakeFleet.id(ordinal));
            }
        }
        FleetSummary sum = findings.fleet(scope);
        assertThat(sum.health()).isEqualTo(health);
        assertThat(sum.computers()).isEqualTo(visible.size());
        assertThat(sum.missingSecurity()).isEqualTo(count(lacks, Lack::security));
        assertThat(sum.overdue())
                .isEqualTo(visible.stream()
                        .mapToLong(
                                ordinal -> summaries.get(FakeFleet.id(ordinal)).overdue())
                        .sum());
        assertThat(sum.computersOverdue())
                .isEqualTo(visible.stream()
                        .filter(ordinal -> summaries.get(FakeFleet.id(ordinal)).overdue() > 0)
                        .count());
        lateSeen += sum.overdue();
        endedSeen += sum.endedPlatform();
        assertThat(sum.endedPlatform())
                .isEqualTo(visible.stream().filter(plain::isEnded).count());
        assertThat(sum.missingOther()).isEqualTo(count(lacks, lack -> !lack.security()));
        assertThat(sum.catalogRevision()).isEqualTo(newest.number());
        for (HealthStatus status : HealthStatus.values()) {
            assertThat(findings.withHealth(status, scope))
                    .hasSize(health.get(status).intValue());
        }
        List<PatchSummary> patches =
                findings.patches(false, scope, PageRequest.first(1000)).items();
        Set<PatchId> listed = new HashSet<>(lacks.keySet());
        listed.addAll(superseded.keySet());
        listed.addAll(late.keySet());
        assertThat(patches).extracting(PatchSummary::patch).containsExactlyInAnyOrderElementsOf(listed);
        for (PatchSummary patch : patches) {
            assertThat(patch.superseded())
                    .isEqualTo(superseded.getOrDefault(patch.patch(), Set.of()).size());
            assertThat(patch.overdue())
                    .isEqualTo(late.getOrDefault(patch.patch(), Set.of()).size());
            if (patch.computers() == 0) {
                assertThat(lacks).doesNotContainKey(patch.patch());
                continue;
            }
            assertThat(patch.computers()).isEqualTo(lacking.get(patch.patch()).size());
            assertThat(patch.firstSeen()).isEqualTo(firstSeen.days.get(patch.patch()));
            assertThat(patch.security())
                    .isEqualTo(lacks.get(patch.patch()).stream().anyMatch(Lack::security));
            assertThat(findings.missing(patch.patch(), scope)).isEqualTo(lacking.get(patch.patch()));
            if (scope.everything()) {
                assertThat(patch.severity())
                        .isEqualTo(lacks.get(patch.patch()).stream()
                                .map(Lack::severity)
                                .max(Severity::compareTo)
                                .orElseThrow());
            }
        }
    }

    /** What a list says of a computer is what its page shows. */
    private void compareRows(ComputerSummary summary) {
        List<Finding> missing = findings.of(summary.computer(), Scope.all()).stream()
                .filter(finding -> finding.state().isMissing())
                .toList();
        assertThat(missing).hasSize(summary.missing());
        assertThat(missing.stream().filter(Finding::security)).hasSize(summary.security());
        assertThat(missing.stream().filter(finding -> finding.state() == FindingState.HELD))
                .hasSize(summary.held());
        assertThat(missing.stream().filter(finding -> finding.approval().orElseThrow() == Decision.DECLINED))
                .hasSize(summary.declined());
        assertThat(findings.of(summary.computer(), Scope.all()).stream()
                        .filter(finding ->
                                finding.clock().filter(PatchClock::overdue).isPresent()))
                .hasSize(summary.overdue());
    }

    private static long count(Map<PatchId, List<Lack>> lacks, Predicate<Lack> which) {
        return lacks.values().stream().flatMap(List::stream).filter(which).count();
    }
}
