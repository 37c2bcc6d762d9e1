package io.fettle.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers.Filter;
import io.fettle.api.inventory.FleetItems.ComputerItems;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.InventoryError;
import io.fettle.api.inventory.InventoryIntake.Reported;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.RemoteOffice;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.inventory.Want;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import io.fettle.api.trust.Members;
import io.fettle.api.trust.PeerRole;
import io.fettle.testkit.health.RecordedMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredFleetTest {
    private static final Caller ADMIN = new Caller("anna", Role.ADMIN, Scope.all());
    private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    private final FakeStores stores = new FakeStores();
    private final List<AuditEntry> audited = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final Members members = new Members() {
        @Override
        public void approve(PeerRole role, String id) {
            keys.add("approve " + role + " " + id);
        }

        @Override
        public void revoke(PeerRole role, String id) {
            keys.add("revoke " + role + " " + id);
        }
    };
    private StoredOffices offices;
    private StoredFleet fleet;

    @BeforeEach
    void start() {
        offices = new StoredOffices(stores, audited::add, CLOCK);
        fleet = new StoredFleet(stores, stores, offices, members, audited::add, CLOCK, Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        fleet.close();
        offices.close();
    }

    private void restart() {
        stop();
        start();
    }

    private Computer enrol() {
        return fleet.enrol(
                new ComputerId(NewId.of("c")), RemoteOffice.HEAD_OFFICE, List.of("pilots"), true, false, Samples.NOON);
    }

    private static Filter only(Optional<String> text, String sort) {
        return new Filter(text, Optional.empty(), Optional.empty(), Optional.empty(), sort);
    }

    @Test
    void headOfficeExistsFromTheStart() {
        assertThat(offices.find(RemoteOffice.HEAD_OFFICE, Scope.all())).isPresent();
        restart();
        assertThat(offices.list(Scope.all(), PageRequest.first(10)).total()).isEqualTo(1);
    }

    @Test
    void computersAreListedByGroup() {
        Computer computer = enrol();
        assertThat(fleet.list(inGroup("pilots"), Scope.all(), PageRequest.first(10))
                        .items())
                .extracting(Computer::id)
                .containsExactly(computer.id());
        assertThat(fleet.list(inGroup("lab"), Scope.all(), PageRequest.first(10))
                        .total())
                .isZero();
    }

    private static Filter inGroup(String group) {
        return new Filter(
                Optional.empty(), Optional.empty(), Optional.of(group), Optional.empty(), Optional.empty(), "hostname");
    }

    @Test
    void inventorySurvivesARestartUnchanged() {
        Computer computer = enrol();
        Inventory inventory = Samples.inventory("pc-1", "curl", "7.88.1-1", "sudo", "1.9-1");
        assertThat(fleet.accept(Map.of(computer.id(), Samples.reported(inventory))))
                .isEmpty();
        assertThat(fleet.current(computer.id())).contains(inventory);

        restart();

        assertThat(fleet.current(computer.id())).contains(inventory);
        assertThat(fleet.acknowledged(computer.id()))
                .contains(Samples.reported(inventory).digest());
        assertThat(fleet.packages(computer.id(), Scope.all()))
                .extracting(InstalledPackage::held)
                .containsExactly(false, true);
        ComputerItems items = fleet.of(0).orElseThrow();
        assertThat(items.items().toArray()).containsExactly(0, 1);
        assertThat(items.items().size()).isEqualTo(2);
        assertThat(items.held()).containsExactly(1);
        assertThat(fleet.setup(items.setup())).isEqualTo(Samples.setup());
    }

    private void report(Computer computer, int day, String... namesAndVersions) {
        Inventory inventory = Samples.inventory("pc-1", namesAndVersions);
        Reported reported =
                new Reported(inventory, Samples.reported(inventory).digest(), Samples.NOON.plus(Duration.ofDays(day)));
        assertThat(fleet.accept(Map.of(computer.id(), reported))).isEmpty();
    }

    /** Days after the first, by name and version. */
    private Map<String, Integer> arrivals() {
        int first = (int) (Samples.NOON.getEpochSecond() / 86_400);
        Map<String, Integer> days = new TreeMap<>();
        fleet.of(0).orElseThrow().arrivals().forEach((item, day) -> {
            SoftwareItem one = fleet.item(item);
            days.put(one.name() + ' ' + one.version(), day - first);
        });
        return days;
    }

    @Test
    void aPackageIsThereSinceItCameWhateverVersionItHas() {
        Computer computer = enrol();
        report(computer, 0, "curl", "1", "sudo", "1");
        assertThat(arrivals()).as("what is there at first").isEmpty();

        report(computer, 3, "curl", "2", "git", "1", "sudo", "1");
        assertThat(arrivals()).isEqualTo(Map.of("git 1", 3));

        restart();
        report(computer, 5, "curl", "1", "git", "2", "sudo", "1");
        assertThat(arrivals()).as("after an update, a downgrade and a restart").isEqualTo(Map.of("git 2", 3));

        report(computer, 6, "curl", "1", "sudo", "1");
        report(computer, 8, "curl", "1", "git", "2", "sudo", "1");
        assertThat(arrivals()).as("what was away comes anew").isEqualTo(Map.of("git 2", 8));
    }

    @Test
    void computersAreCountedByState() {
        enrol();
        Computer heard = enrol();
        fleet.seen(heard.id(), CLOCK.instant(), "direct");
        assertThat(RecordedMetrics.of(fleet))
                .isEqualTo(Map.of(
                        "computers{state=\"active\"}", 2.0,
                        "computers{state=\"quarantined\"}", 0.0,
                        "computers_heard", 1.0));
    }

    @Test
    void whatTheOwnerWantsWithAPackageSurvivesARestart() {
        Computer computer = enrol();
        List<InstalledPackage> packages = new ArrayList<>();
        for (Want want : Want.values()) {
            packages.add(new InstalledPackage(Samples.item("p-" + want.ordinal(), "1"), want));
        }
        Inventory inventory = new Inventory(Samples.facts("pc-1"), Optional.empty(), packages, Optional.empty());
        fleet.accept(Map.of(computer.id(), Samples.reported(inventory)));

        restart();

        assertThat(fleet.current(computer.id())).contains(inventory);
        assertThat(fleet.of(0).orElseThrow().held()).containsExactly(1);
    }

    @Test
    void aComputerWithDnfSurvivesARestart() {
        Computer computer = enrol();
        Inventory inventory = Samples.rpm("kernel-core", "5.14.0-70.el9", "kernel-core", "1:5.14.0~rc1-284.el9^1");
        assertThat(fleet.accept(Map.of(computer.id(), Samples.reported(inventory))))
                .isEmpty();

        restart();

        assertThat(fleet.current(computer.id())).contains(inventory);
        assertThat(fleet.setup(fleet.of(0).orElseThrow().setup())).isEqualTo(Samples.dnf());
    }

    @Test
    void locksSurviveARestartWhereThereIsOneForEachPackageAndWhereTheyAreNotKnown() {
        Computer many = enrol();
        Computer unknown = enrol();
        RpmSetup locked = locked(RpmSetup.MAX_LOCKS, true);
        Inventory first = Samples.rpm(locked);
        Inventory second = Samples.rpm(locked(0, false));
        assertThat(fleet.accept(Map.of(
                        many.id(), Samples.reported(first),
                        unknown.id(), Samples.reported(second))))
                .isEmpty();

        restart();

        assertThat(fleet.current(many.id())).contains(first);
        assertThat(fleet.current(unknown.id())).contains(second);
    }

    /** Letters that take the most bytes. */
    private static RpmSetup locked(int count, boolean known) {
        List<String> locks =
                Collections.nCopies(count, "\u20ac".repeat(RpmSetup.MAX_CHARACTERS / RpmSetup.MAX_LOCKS - 1));
        return new RpmSetup("x86_64", List.of(), List.of(), List.of(), locks, List.of(), true, known);
    }

    @Test
    void whatRpmCannotHaveInstalledIsRefused() {
        Computer computer = enrol();
        List<Inventory> bad = List.of(
                Samples.rpm("kernel-core", "5.14-1", "kernel-core", "5.14-1"),
                Samples.rpm("ker/nel", "5.14-1"),
                Samples.rpm("kernel", "5.14-1\n"),
                Samples.rpm(locked(RpmSetup.MAX_LOCKS + 1, true)),
                new Inventory(
                        Samples.facts("pc"),
                        Optional.of(new RpmSetup(
                                "x86_64",
                                List.of(),
                                List.of("x".repeat(301)),
                                List.of(),
                                List.of(),
                                List.of(),
                                true,
                                true)),
                        List.of(),
                        Optional.empty()));
        for (Inventory inventory : bad) {
            assertThat(fleet.accept(Map.of(computer.id(), Samples.reported(inventory))))
                    .containsOnlyKeys(computer.id());
        }
    }

    @Test
    void sameSoftwareIsInternedOnceForTheFleet() {
        for (int i = 0; i < 5; i++) {
            Inventory inventory = Samples.inventory("pc-" + i, "curl", "7.88.1-1", "only-" + i, "1");
            fleet.accept(Map.of(enrol().id(), Samples.reported(inventory)));
        }
        assertThat(fleet.itemCount()).isEqualTo(6);
        assertThat(fleet.setupCount()).isEqualTo(1);
    }

    private static Inventory saying(Relations relations) {
        SoftwareItem like = Samples.item("curl", "1");
        SoftwareItem item = new SoftwareItem(
                "deb",
                like.name(),
                like.version(),
                like.arch(),
                like.sourceName(),
                like.sourceVersion(),
                like.multiArch(),
                relations);
        return new Inventory(
                Samples.facts("pc"), Optional.empty(), List.of(new InstalledPackage(item, false)), Optional.empty());
    }

    private static Relations depends(String words) {
        return Relations.of(Map.of(Relations.Kind.DEPENDS, words));
    }

    @Test
    void whatAComputerSaysOfItsPackagesCountsForNoOther() {
        List<Relations> told = List.of(depends("libc6"), depends("libc6 (= 1)"), Relations.NONE, Relations.UNKNOWN);
        Map<ComputerId, Inventory> expected = new HashMap<>();
        told.forEach(relations -> expected.put(enrol().id(), saying(relations)));
        expected.forEach((id, inventory) -> fleet.accept(Map.of(id, Samples.reported(inventory))));
        restart();
        expected.forEach((id, inventory) -> assertThat(fleet.current(id)).contains(inventory));
        assertThat(fleet.itemCount()).isEqualTo(4);
    }

    @Test
    void whatAPackageSaysIsBoundedAndPlain() {
        Computer computer = enrol();
        for (Relations bad : List.of(
                depends("x".repeat(Inventory.MAX_RELATIONS)), depends("lib\u00e9"), new Relations(true, "Da\tb\n"))) {
            assertThat(fleet.accept(Map.of(computer.id(), Samples.reported(saying(bad))))
                            .get(computer.id())
                            .parameters())
                    .containsEntry("field", "packages.relations");
        }
        List<InstalledPackage> many = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            SoftwareItem item =
                    new SoftwareItem("deb", "p" + i, "1", "all", "p", "1", MultiArch.NO, depends("x".repeat(16_000)));
            many.add(new InstalledPackage(item, false));
        }
        Inventory inventory = new Inventory(Samples.facts("pc"), Optional.empty(), many, Optional.empty());
        assertThat(fleet.accept(Map.of(computer.id(), Samples.reported(inventory)))
                        .get(computer.id())
                        .parameters())
                .containsEntry("field", "packages.relations");
    }

    @Test
    void badInventoryIsRefusedAndDisturbsNoOther() {
        Computer good = enrol();
        Computer bad = enrol();
        Map<ComputerId, Reason> refused = fleet.accept(Map.of(
                good.id(),
                Samples.reported(Samples.inventory("good", "curl", "1")),
                bad.id(),
                Samples.reported(Samples.inventory("bad", "curl\n", "1")),
                new ComputerId("c-nobody"),
                Samples.reported(Samples.inventory("who", "curl", "1"))));

        assertThat(refused.get(bad.id()))
                .isEqualTo(Reason.of(
                        InventoryRules.INVALID,
                        "field",
                        "packages.name",
                        "problem",
                        "characters that cannot be in it"));
        assertThat(refused.get(new ComputerId("c-nobody"))).isEqualTo(Reason.of(FleetWriter.UNKNOWN));
        assertThat(refused).hasSize(2);
        assertThat(fleet.acknowledged(good.id())).isPresent();
        assertThat(fleet.acknowledged(bad.id())).isEmpty();
    }

    @Test
    void whatRunsIsKeptAndMustBePlainText() {
        Computer computer = enrol();
        assertThat(report(computer, Samples.running())).isEmpty();
        assertThat(fleet.find(computer.id(), Scope.all())
                        .orElseThrow()
                        .facts()
                        .orElseThrow()
                        .running())
                .contains(Samples.running());
        for (Running hostile : List.of(
                new Running(KernelState.CURRENT, List.of(new StaleService("a\u001b[2J", List.of(), 1)), 0),
                new Running(KernelState.CURRENT, List.of(new StaleService("a", List.of("b\n"), 1)), 0))) {
            assertThat(report(computer, hostile)).containsKey(computer.id());
        }
    }

    private Map<ComputerId, Reason> report(Computer computer, Running running) {
        Inventory plain = Samples.inventory("pc", "curl", "1");
        return fleet.accept(Map.of(
                computer.id(),
                Samples.reported(new Inventory(
                        plain.facts().with(running), plain.setup(), plain.packages(), plain.simulation()))));
    }

    @Test
    void aPackageListedTwiceIsRefused() {
        Computer computer = enrol();
        assertThat(fleet.accept(
                        Map.of(computer.id(), Samples.reported(Samples.inventory("pc", "curl", "1", "curl", "2")))))
                .hasSize(1);
    }

    @Test
    void nothingIsAcknowledgedThatIsNotStored() {
        Computer computer = enrol();
        stores.broken = true;
        Map<ComputerId, Reported> reports =
                Map.of(computer.id(), Samples.reported(Samples.inventory("pc", "curl", "1")));
        assertThatThrownBy(() -> fleet.accept(reports)).hasMessageContaining("database is gone");
        assertThat(fleet.acknowledged(computer.id())).isEmpty();
        assertThat(fleet.itemCount()).isZero();

        stores.broken = false;
        assertThat(fleet.accept(reports)).isEmpty();
        assertThat(fleet.acknowledged(computer.id())).isPresent();
    }

    @Test
    void oneBatchIsOneInventoryCommit() {
        Computer first = enrol();
        Computer second = enrol();
        fleet.accept(Map.of(first.id(), Samples.reported(Samples.inventory("a", "curl", "1"))));
        int before = stores.commits;
        fleet.accept(Map.of(
                first.id(), Samples.reported(Samples.inventory("a2", "curl", "1")),
                second.id(), Samples.reported(Samples.inventory("b", "curl", "1"))));
        assertThat(stores.commits - before).isEqualTo(1);
    }

    @Test
    void manyConcurrentReportsAllArrive() throws Exception {
        List<Computer> computers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            computers.add(enrol());
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Map<ComputerId, Reason>>> answers = new ArrayList<>();
        for (Computer computer : computers) {
            Inventory inventory =
                    Samples.inventory("pc-" + computer.ordinal(), "curl", "1", "only-" + computer.ordinal() % 7, "1");
            answers.add(threads.submit(() -> {
                start.await();
                return fleet.accept(Map.of(computer.id(), Samples.reported(inventory)));
            }));
        }
        start.countDown();
        for (Future<Map<ComputerId, Reason>> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEmpty();
        }
        threads.shutdownNow();
        restart();
        assertThat(fleet.itemCount()).isEqualTo(8);
        for (Computer computer : computers) {
            assertThat(fleet.packages(computer.id(), Scope.all())).hasSize(2);
        }
    }

    @Test
    void unchangedCheckInTouchesNoDatabase() {
        Computer computer = enrol();
        fleet.accept(Map.of(computer.id(), Samples.reported(Samples.inventory("pc", "curl", "1"))));
        int before = stores.commits;
        for (int i = 1; i < 100; i++) {
            fleet.seen(computer.id(), Samples.NOON.plusSeconds(i), "direct");
            fleet.acknowledged(computer.id());
        }
        assertThat(stores.commits).isEqualTo(before);
        assertThat(fleet.confirmedAtMillis(0))
                .isEqualTo(Samples.NOON.plusSeconds(99).toEpochMilli());

        restart();
        assertThat(fleet.find(computer.id(), Scope.all()).orElseThrow().lastSeenAt())
                .contains(Samples.NOON.plusSeconds(99));
    }

    @Test
    void removedComputerLeavesNothingAndItsOrdinalIsNotReused() {
        Computer gone = enrol();
        fleet.accept(Map.of(gone.id(), Samples.reported(Samples.inventory("pc", "curl", "1"))));
        fleet.remove(gone.id(), ADMIN);

        assertThat(stores.inventories).isEmpty();
        assertThat(fleet.find(gone.id(), Scope.all())).isEmpty();
        assertThat(fleet.of(gone.ordinal())).isEmpty();
        assertThat(audited).extracting(AuditEntry::action).containsExactly("computer.removed");
        assertThat(keys).containsExactly("revoke AGENT " + gone.id());
        restart();
        Computer next = enrol();
        assertThat(next.ordinal()).isEqualTo(gone.ordinal() + 1);
        assertThat(next.id()).isNotEqualTo(gone.id());
        assertThat(fleet.find(gone.id(), Scope.all())).isEmpty();
    }

    @Test
    void computerInQuarantineCountsOnlyAfterApproval() {
        Computer computer = fleet.enrol(
                new ComputerId(NewId.of("c")), RemoteOffice.HEAD_OFFICE, List.of(), false, false, Samples.NOON);
        fleet.accept(Map.of(computer.id(), Samples.reported(Samples.inventory("pc", "curl", "1"))));
        assertThat(fleet.of(computer.ordinal())).isEmpty();
        fleet.approve(computer.id(), ADMIN);
        assertThat(fleet.of(computer.ordinal())).isPresent();
        assertThat(keys).containsExactly("approve AGENT " + computer.id());
    }

    @Test
    void joiningAgainUnderTheSameIdChangesNothing() {
        ComputerId id = new ComputerId(NewId.of("c"));
        Computer first = fleet.enrol(id, RemoteOffice.HEAD_OFFICE, List.of(), true, false, Samples.NOON);
        Computer again = fleet.enrol(id, RemoteOffice.HEAD_OFFICE, List.of(), false, false, Samples.NOON);
        assertThat(again).isEqualTo(first);
        fleet.remove(id, ADMIN);
        assertThatThrownBy(() -> fleet.enrol(id, RemoteOffice.HEAD_OFFICE, List.of(), true, false, Samples.NOON))
                .hasMessageContaining("removed");
    }

    @Test
    void groupsAreNamedToWhoeverSeesAMember() {
        RemoteOffice branch = offices.create("Branch", List.of(), "UTC", ADMIN);
        Computer pilot = enrol();
        fleet.enrol(new ComputerId(NewId.of("c")), branch.id(), List.of("pilots", "kiosks"), true, false, Samples.NOON);
        Scope head = Scope.ofOffices(Set.of(RemoteOffice.HEAD_OFFICE));
        Scope away = Scope.ofOffices(Set.of(branch.id()));
        assertThat(fleet.names(Scope.all())).containsExactlyInAnyOrder("pilots", "kiosks");
        assertThat(fleet.names(head)).containsExactly("pilots");
        assertThat(fleet.seesAll("kiosks", away)).isTrue();
        assertThat(fleet.seesAll("kiosks", head)).isFalse();
        assertThat(fleet.seesAll("pilots", away)).isFalse();
        fleet.remove(pilot.id(), ADMIN);
        assertThat(fleet.seesAll("pilots", away)).isTrue();
        assertThat(fleet.names(head)).isEmpty();
    }

    @Test
    void scopeHidesOtherOffices() {
        RemoteOffice branch = offices.create("Branch", List.of("10.1.0.0/16"), "Europe/Berlin", ADMIN);
        Computer there = fleet.enrol(new ComputerId(NewId.of("c")), branch.id(), List.of(), true, false, Samples.NOON);
        Computer here = enrol();
        Scope head = Scope.ofOffices(Set.of(RemoteOffice.HEAD_OFFICE));

        assertThat(fleet.find(there.id(), head)).isEmpty();
        assertThat(fleet.list(Filter.none(), head, PageRequest.first(10)).items())
                .extracting(Computer::id)
                .containsExactly(here.id());
        Caller headAdmin = new Caller("hans", Role.ADMIN, head);
        assertThatThrownBy(() -> fleet.remove(there.id(), headAdmin))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(InventoryError.UNKNOWN_COMPUTER));
    }

    @Test
    void listsByNameTextAndPage() {
        for (String name : List.of("mike", "Alpha", "zulu")) {
            fleet.accept(Map.of(enrol().id(), Samples.reported(Samples.inventory(name, "curl", "1"))));
        }
        assertThat(names(only(Optional.empty(), "hostname"), new PageRequest(0, 10)))
                .containsExactly("Alpha", "mike", "zulu");
        assertThat(names(only(Optional.empty(), "-hostname"), new PageRequest(1, 1)))
                .containsExactly("mike");
        assertThat(names(only(Optional.of("ALPH"), "office"), new PageRequest(0, 10)))
                .containsExactly("Alpha");
        assertThat(names(only(Optional.of("fd00::7"), "lastSeen"), new PageRequest(0, 10)))
                .hasSize(3);
    }

    private List<String> names(Filter filter, PageRequest page) {
        return fleet.list(filter, Scope.all(), page).items().stream()
                .map(computer -> computer.facts().orElseThrow().hostname())
                .toList();
    }

    @Test
    void officeNamesAreUniqueAndChecked() {
        offices.create("Branch", List.of(), "Europe/Berlin", ADMIN);
        assertThatThrownBy(() -> offices.create("branch", List.of(), "UTC", ADMIN))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> offices.create("B2", List.of("10.1.0.0/33"), "UTC", ADMIN))
                .hasMessageContaining("network");
        assertThatThrownBy(() -> offices.create("B3", List.of(), "Mars/Base", ADMIN))
                .hasMessageContaining("time zone");
        assertThatThrownBy(() ->
                        fleet.enrol(new ComputerId(NewId.of("c")), "o-none", List.of(), true, false, Samples.NOON))
                .hasMessageContaining("no office");
    }

    @Test
    void failedFlushOfSeenTimesIsTriedAgain() {
        Computer computer = enrol();
        List<Integer> stored = new ArrayList<>();
        boolean[] fail = {true};
        try (GroupedFlush<Integer, Integer> flush = new GroupedFlush<>("times", Duration.ofHours(1), rows -> {
            if (fail[0]) {
                throw new IllegalStateException("no database");
            }
            stored.addAll(rows);
        })) {
            flush.put(computer.ordinal(), 1);
            flush.flush();
            fail[0] = false;
            flush.put(7, 2);
            flush.flush();
        }
        assertThat(stored).containsExactlyInAnyOrder(1, 2);
    }
}
