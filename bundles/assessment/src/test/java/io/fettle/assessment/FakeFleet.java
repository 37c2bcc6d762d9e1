package io.fettle.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.Arrivals;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.ItemSet;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A fleet and its change log in memory. */
public final class FakeFleet implements FleetItems, Computers, ChangeLog {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final Map<Integer, Optional<ComputerItems>> computers = new TreeMap<>();
    final Map<Integer, String> offices = new TreeMap<>();
    final List<SoftwareItem> items = new ArrayList<>();
    final List<PackageSetup> setups = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    long confirmed = NOON.toEpochMilli();
    /** Those whose inventory is older than the others'. */
    final Map<Integer, Instant> confirmedAt = new TreeMap<>();
    /** Groups of computers; none for all others. */
    final Map<Integer, List<String>> groups = new TreeMap<>();
    /** Releases of Debian; 12 for all others. */
    final Map<Integer, String> releases = new TreeMap<>();
    /** When computers joined; at noon all others. */
    final Map<Integer, Instant> enrolledAt = new TreeMap<>();
    /** When packages came that were not there from the first, by name; to be set before a computer reports. */
    final Map<Integer, Map<String, LocalDate>> arrived = new TreeMap<>();
    /** What computers say of themselves; the usual for all others. */
    final Map<Integer, ComputerFacts> facts = new TreeMap<>();

    static ComputerId id(int ordinal) {
        return new ComputerId("c-" + ordinal);
    }

    int number(SoftwareItem item) {
        int known = items.indexOf(item);
        if (known < 0) {
            items.add(item);
            return items.size() - 1;
        }
        return known;
    }

    int number(PackageSetup setup) {
        int known = setups.indexOf(setup);
        if (known < 0) {
            setups.add(setup);
            return setups.size() - 1;
        }
        return known;
    }

    public void report(
            int ordinal,
            String office,
            PackageSetup setup,
            List<InstalledPackage> installed,
            Optional<Simulation> dry) {
        int[] all = installed.stream()
                .mapToInt(one -> number(one.item()))
                .sorted()
                .distinct()
                .toArray();
        int[] held = installed.stream()
                .filter(InstalledPackage::held)
                .mapToInt(one -> number(one.item()))
                .sorted()
                .distinct()
                .toArray();
        offices.put(ordinal, office);
        computers.put(
                ordinal,
                Optional.of(new ComputerItems(
                        id(ordinal),
                        ordinal,
                        office,
                        number(setup),
                        ItemSet.of(all),
                        held,
                        dry,
                        arrivals(ordinal, all))));
        changed(ordinal);
    }

    private Arrivals arrivals(int ordinal, int[] all) {
        Map<String, LocalDate> days = arrived.getOrDefault(ordinal, Map.of());
        return each -> Arrays.stream(all)
                .filter(item -> days.containsKey(items.get(item).name()))
                .forEach(item ->
                        each.accept(item, (int) days.get(items.get(item).name()).toEpochDay()));
    }

    void enrol(int ordinal, String office) {
        offices.put(ordinal, office);
        computers.put(ordinal, Optional.empty());
        changed(ordinal);
    }

    void remove(int ordinal) {
        computers.remove(ordinal);
        changed(ordinal);
    }

    private void changed(int ordinal) {
        changes.add(new Change(changes.size() + 1, Topic.COMPUTER, id(ordinal).value(), NOON));
    }

    @Override
    public SoftwareItem item(int item) {
        return items.get(item);
    }

    @Override
    public int itemCount() {
        return items.size();
    }

    @Override
    public PackageSetup setup(int setup) {
        return setups.get(setup);
    }

    @Override
    public int setupCount() {
        return setups.size();
    }

    @Override
    public Optional<ComputerItems> of(int ordinal) {
        return computers.getOrDefault(ordinal, Optional.empty());
    }

    @Override
    public long confirmedAtMillis(int ordinal) {
        return Optional.ofNullable(confirmedAt.get(ordinal))
                .map(Instant::toEpochMilli)
                .orElse(confirmed);
    }

    @Override
    public int ordinalCount() {
        return 1_000_000;
    }

    @Override
    public void settle() {}

    @Override
    public Optional<Computer> find(ComputerId id, Scope scope) {
        int ordinal = Integer.parseInt(id.value().substring(2));
        return computers.containsKey(ordinal) ? Optional.of(computer(ordinal)) : Optional.empty();
    }

    private Computer computer(int ordinal) {
        ComputerFacts usual = new ComputerFacts(
                "pc",
                List.of(),
                "debian",
                releases.getOrDefault(ordinal, "12"),
                "",
                "",
                "",
                Optional.empty(),
                ordinal % 2 == 1,
                List.of(),
                Level.L0,
                "",
                "");
        return new Computer(
                id(ordinal),
                ordinal,
                offices.get(ordinal),
                groups.getOrDefault(ordinal, List.of()),
                Computer.State.ACTIVE,
                false,
                Optional.of(facts.getOrDefault(ordinal, usual)),
                Optional.of(NOON),
                Optional.of(NOON),
                "direct",
                enrolledAt.getOrDefault(ordinal, NOON));
    }

    @Override
    public Page<Computer> list(Filter filter, Scope scope, PageRequest page) {
        return new Page<>(
                computers.keySet().stream()
                        .skip(page.offset())
                        .limit(page.limit())
                        .map(this::computer)
                        .toList(),
                computers.size());
    }

    @Override
    public List<InstalledPackage> packages(ComputerId id, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inventory> inventory(ComputerId id, Scope scope) {
        Computer computer = find(id, scope).orElseThrow();
        return of(computer.ordinal())
                .map(held -> new Inventory(
                        computer.facts().orElseThrow(),
                        held.setup() < 0 ? Optional.empty() : Optional.of(setups.get(held.setup())),
                        Arrays.stream(held.items().toArray())
                                .mapToObj(item -> new InstalledPackage(
                                        items.get(item), Arrays.binarySearch(held.held(), item) >= 0))
                                .toList(),
                        held.simulation()));
    }

    @Override
    public long latest() {
        return changes.size();
    }

    @Override
    public List<Change> since(long revision, int max) {
        return changes.stream()
                .filter(change -> change.revision() > revision)
                .limit(max)
                .toList();
    }
}
