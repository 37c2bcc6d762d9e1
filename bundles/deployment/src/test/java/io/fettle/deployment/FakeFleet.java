package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisories;
import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.Findings;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.testkit.catalog.SampleAdvisories;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Computers, what they miss, and what one repository offers. */
final class FakeFleet implements Computers, Findings, Catalog, Catalog.Revision {
    static final String URI = "http://deb.example.org/";
    static final String SUITE = "bookworm-security";
    static final String ARCH = "x86_64";
    static final String RPM_URI = "http://rpm.example.org/9/baseos/";

    final Map<ComputerId, Computer> computers = new LinkedHashMap<>();
    final Map<ComputerId, Inventory> inventories = new HashMap<>();
    final Map<ComputerId, List<Finding>> findings = new HashMap<>();
    final List<AvailablePackage> offered = new ArrayList<>();
    private final Map<ComputerId, List<String>> groups = new HashMap<>();
    private final Clock clock;

    FakeFleet(Clock clock) {
        this.clock = clock;
    }

    ComputerId add(String name, String office, Level level) {
        ComputerId id = new ComputerId(name);
        inventories.put(id, inventory(level, false, List.of(), List.of()));
        computers.put(id, computer(id, office, Computer.State.ACTIVE, false));
        return id;
    }

    void join(ComputerId id, String group) {
        groups.put(id, List.of(group));
        state(id, Computer.State.ACTIVE);
    }

    void state(ComputerId id, Computer.State state) {
        computers.put(id, computer(id, computers.get(id).officeId(), state, false));
    }

    /** From now on dnf rules the computer. */
    void dnf(ComputerId id) {
        Inventory old = inventories.get(id);
        RpmRepository repository =
                new RpmRepository("baseos", List.of(RPM_URI), "", 99, false, true, false, List.of(), List.of());
        RpmSetup setup =
                new RpmSetup("x86_64", List.of(repository), List.of(), List.of(), List.of(), List.of(), true, true);
        inventories.put(id, new Inventory(old.facts(), Optional.of(setup), old.packages(), old.simulation()));
    }

    /** What is installed on a computer that dnf rules, written as {@code name=version}. */
    void reportRpm(ComputerId id, String... packages) {
        Inventory old = inventories.get(id);
        List<InstalledPackage> installed = Stream.of(packages)
                .map(text -> text.split("=", 2))
                .map(part -> new SoftwareItem("rpm", part[0], part[1], ARCH, part[0], part[1], MultiArch.NO))
                .map(item -> new InstalledPackage(item, false))
                .toList();
        inventories.put(id, new Inventory(old.facts(), old.setup(), installed, old.simulation()));
        state(id, Computer.State.ACTIVE);
    }

    void offerRpm(String name, String version, String... obsoletes) {
        Digest digest = Digest.of((name + version).getBytes(StandardCharsets.UTF_8));
        offered.add(new AvailablePackage(
                1,
                "",
                name,
                version,
                ARCH,
                name,
                version,
                MultiArch.NO,
                "Packages/" + name + '-' + version.replaceFirst("^[0-9]+:", "") + ".x86_64.rpm",
                2000,
                digest,
                "rpm",
                "",
                List.of(obsoletes)));
    }

    /** @param target name of the package that is offered */
    PatchId missesRpm(ComputerId id, String name, String installed, String target, String candidate) {
        PatchId patch = PatchId.of("rpm", target, ARCH, candidate);
        findings.computeIfAbsent(id, i -> new ArrayList<>())
                .add(finding(id, patch, name, ARCH, installed, candidate, FindingState.MISSING));
        return patch;
    }

    /** A new inventory is taken in. Packages are written as {@code name=version}. */
    void report(ComputerId id, boolean rebootRequired, String... packages) {
        Inventory before = inventories.get(id);
        inventories.put(
                id,
                inventory(
                        before.facts().level(),
                        rebootRequired,
                        List.of(packages),
                        before.simulation().map(Simulation::changes).orElse(List.of())));
        Computer old = computers.get(id);
        computers.put(id, computer(id, old.officeId(), old.state(), rebootRequired));
    }

    void simulates(ComputerId id, PlannedChange... changes) {
        Inventory old = inventories.get(id);
        inventories.put(
                id,
                new Inventory(
                        old.facts(),
                        old.setup(),
                        old.packages(),
                        Optional.of(new Simulation(clock.instant(), "basis", List.of(changes), List.of()))));
    }

    void offer(String name, String version, String source) {
        Digest digest = Digest.of((name + version).getBytes(StandardCharsets.UTF_8));
        String path = "pool/" + name + "_" + version + "_amd64.deb";
        offered.add(new AvailablePackage(
                0, "main", name, version, "amd64", source, version, MultiArch.NO, path, 1000, digest));
    }

    PatchId misses(ComputerId id, String name, String installed, String candidate, FindingState state, Reason... why) {
        PatchId patch = PatchId.of("deb", name, "amd64", candidate);
        findings.computeIfAbsent(id, i -> new ArrayList<>())
                .add(finding(id, patch, name, "amd64", installed, candidate, state, why));
        return patch;
    }

    private static Finding finding(
            ComputerId id,
            PatchId patch,
            String name,
            String arch,
            String installed,
            String candidate,
            FindingState state,
            Reason... why) {
        return new Finding(
                id,
                Optional.of(patch),
                name,
                arch,
                installed,
                candidate,
                state,
                true,
                Severity.UNKNOWN,
                List.of(),
                List.of(),
                Optional.of(Decision.NOT_APPROVED),
                List.of(why));
    }

    private Inventory inventory(Level level, boolean reboot, List<String> packages, List<PlannedChange> simulated) {
        AptRepository repository = new AptRepository(URI, SUITE, List.of("main"), List.of("amd64"), List.of());
        return new Inventory(
                facts(level, reboot),
                Optional.of(new AptSetup(List.of("amd64"), List.of(repository), List.of(), Optional.empty())),
                packages.stream().map(FakeFleet::installed).toList(),
                simulated.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Simulation(clock.instant(), "basis", simulated, List.of())));
    }

    private static InstalledPackage installed(String text) {
        String[] parts = text.split("=", 2);
        return new InstalledPackage(
                new SoftwareItem("deb", parts[0], parts[1], "amd64", parts[0], parts[1], MultiArch.NO), false);
    }

    private static ComputerFacts facts(Level level, boolean reboot) {
        return new ComputerFacts(
                "pc",
                List.of(),
                "debian",
                "12",
                "bookworm",
                "Debian",
                "6.1",
                Optional.empty(),
                reboot,
                List.of("amd64"),
                level,
                "0.1",
                "boot");
    }

    private Computer computer(ComputerId id, String office, Computer.State state, boolean reboot) {
        return new Computer(
                id,
                0,
                office,
                groups.getOrDefault(id, List.of()),
                state,
                false,
                Optional.of(facts(Level.L1, reboot)),
                Optional.of(clock.instant()),
                Optional.empty(),
                "direct",
                Instant.EPOCH);
    }

    @Override
    public Optional<Computer> find(ComputerId id, Scope scope) {
        return Optional.ofNullable(computers.get(id)).filter(c -> scope.sees(c.officeId()));
    }

    @Override
    public Page<Computer> list(Filter filter, Scope scope, PageRequest page) {
        List<Computer> all = computers.values().stream()
                .filter(c -> scope.sees(c.officeId()))
                .filter(c -> filter.only().map(o -> o.contains(c.id())).orElse(true))
                .filter(c -> filter.officeId().map(o -> o.equals(c.officeId())).orElse(true))
                .filter(c -> filter.state().map(s -> s == c.state()).orElse(true))
                .toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
    }

    @Override
    public List<InstalledPackage> packages(ComputerId id, Scope scope) {
        return inventory(id, scope).map(Inventory::packages).orElse(List.of());
    }

    @Override
    public Optional<Inventory> inventory(ComputerId id, Scope scope) {
        return find(id, scope).flatMap(c -> Optional.ofNullable(inventories.get(id)));
    }

    @Override
    public List<Finding> of(ComputerId computer, Scope scope) {
        return findings.getOrDefault(computer, List.of());
    }

    @Override
    public Optional<ComputerSummary> summary(ComputerId computer, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ComputerId, ComputerSummary> summaries(Set<ComputerId> ids, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FleetSummary fleet(FleetPart part, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<PatchSummary> patches(boolean securityOnly, FleetPart part, Scope scope, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<ComputerId> missing(PatchId patch, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<ComputerId> withHealth(HealthStatus health, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Catalog.Revision current() {
        return this;
    }

    @Override
    public long number() {
        return 1;
    }

    @Override
    public List<CatalogRepository> repositories() {
        return List.of(debian(), rocky());
    }

    private static CatalogRepository rocky() {
        return new CatalogRepository(
                1,
                "source-rpm",
                RPM_URI,
                "rpm.example.org",
                "baseos",
                "",
                "",
                "Rocky Linux",
                "",
                "9",
                List.of(),
                List.of(),
                false,
                500,
                Instant.EPOCH,
                Optional.empty(),
                "rpm");
    }

    private static CatalogRepository debian() {
        return new CatalogRepository(
                0,
                "source",
                URI,
                "deb.example.org",
                SUITE,
                "oldstable-security",
                "bookworm",
                "Debian",
                "Debian-Security",
                "12",
                List.of("main"),
                List.of("amd64"),
                true,
                500,
                Instant.EPOCH,
                Optional.empty());
    }

    @Override
    public List<AvailablePackage> versionsOf(String name) {
        return offered.stream().filter(p -> p.name().equals(name)).toList();
    }

    @Override
    public Optional<AvailablePackage> find(PatchId patch) {
        return offered.stream().filter(p -> p.patchId().equals(patch)).findFirst();
    }

    @Override
    public Optional<AvailablePackage> byDigest(Digest digest) {
        return offered.stream().filter(p -> p.digest().equals(digest)).findFirst();
    }

    @Override
    public List<MirroredSuite> suites() {
        return List.of();
    }

    @Override
    public int size() {
        return offered.size();
    }

    @Override
    public Advisories advisories() {
        return new SampleAdvisories();
    }
}
