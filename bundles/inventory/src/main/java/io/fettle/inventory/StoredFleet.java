package io.fettle.inventory;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerGroups;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.ComputersAdmin;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.InventoryError;
import io.fettle.api.inventory.InventoryIntake;
import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.trust.Members;
import io.fettle.api.trust.PeerRole;
import io.fettle.spi.health.MetricSource;
import io.fettle.spi.store.ComputerStore;
import io.fettle.spi.store.ComputerStore.SeenRow;
import io.fettle.spi.store.ItemStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The computers: one component behind several narrow services, because they are one memory. It is loaded on a thread of
 * its own after activation; whoever asks earlier waits for it, within a limit.
 */
@Component(
        service = {
            Computers.class,
            ComputersAdmin.class,
            ComputerGroups.class,
            FleetItems.class,
            InventoryIntake.class,
            MetricSource.class
        })
@Designate(ocd = InventoryConfig.class)
public final class StoredFleet
        implements Computers, ComputersAdmin, ComputerGroups, FleetItems, InventoryIntake, MetricSource {
    private static final int MAX_GROUPS = 20;
    private static final int MAX_GROUP_NAME = 100;
    private static final int MAX_FLUSH_SECONDS = 300;
    private static final int MAX_VIA = 64;

    private final Audit audit;
    private final Offices offices;
    private final Members members;
    private final Clock clock;
    private final Loading<Loaded> loading;
    private final GroupedFlush<Integer, SeenRow> seen;

    @Activate
    public StoredFleet(
            @Reference ComputerStore computers,
            @Reference ItemStore items,
            @Reference Offices offices,
            @Reference Members members,
            @Reference Audit audit,
            InventoryConfig config) {
        this(computers, items, offices, members, audit, Clock.systemUTC(), flushInterval(config.seenFlushSeconds()));
    }

    StoredFleet(
            ComputerStore computers,
            ItemStore items,
            Offices offices,
            Members members,
            Audit audit,
            Clock clock,
            Duration seenFlush) {
        this.audit = audit;
        this.offices = offices;
        this.members = members;
        this.clock = clock;
        loading = Loading.start("fleet", () -> {
            Fleet fleet = Fleet.load(computers, items);
            return new Loaded(fleet, new FleetWriter(fleet, computers, items), new ComputerList(fleet));
        });
        seen = new GroupedFlush<>("last-seen times", seenFlush, computers::saveSeen);
    }

    @Deactivate
    public void close() {
        loading.close();
        seen.close();
    }

    @Override
    public void measure(Metrics target) {
        loading.now().ifPresent(loaded -> FleetMetrics.measure(loaded.fleet(), clock.instant(), target));
    }

    @Override
    public Optional<Computer> find(ComputerId id, Scope scope) {
        return list().find(id, scope).map(Member::computer);
    }

    @Override
    public Page<Computer> list(Filter filter, Scope scope, PageRequest page) {
        return list().list(filter, scope, page);
    }

    @Override
    public List<InstalledPackage> packages(ComputerId id, Scope scope) {
        return list().find(id, scope)
                .flatMap(Member::inventory)
                .map(fleet()::packages)
                .orElse(List.of());
    }

    @Override
    public Optional<Inventory> inventory(ComputerId id, Scope scope) {
        return list().find(id, scope).flatMap(fleet()::inventory);
    }

    @Override
    public Computer enrol(
            ComputerId id, String officeId, List<String> groups, boolean approved, boolean demo, Instant at) {
        if (offices.find(officeId, Scope.all()).isEmpty()) {
            throw new FettleException(
                    InventoryError.UNKNOWN_OFFICE, "There is no office " + officeId + " to join; create it first");
        }
        if (groups.size() > MAX_GROUPS || groups.stream().anyMatch(StoredFleet::isBadName)) {
            throw new FettleException(
                    InventoryError.INVALID_NAME,
                    "A computer is in at most " + MAX_GROUPS + " groups, with names of 1 to " + MAX_GROUP_NAME
                            + " printable characters");
        }
        return loading.get().writer.enrol(id, officeId, groups, approved, demo, at);
    }

    @Override
    public void approve(ComputerId id, Caller by) {
        changeState(id, Computer.State.ACTIVE, "computer.approved", by);
        members.approve(PeerRole.AGENT, id.value());
    }

    @Override
    public void remove(ComputerId id, Caller by) {
        changeState(id, Computer.State.REMOVED, "computer.removed", by);
        members.revoke(PeerRole.AGENT, id.value());
    }

    private void changeState(ComputerId id, Computer.State state, String action, Caller by) {
        if (list().find(id, by.scope()).isEmpty()) {
            throw new FettleException(
                    InventoryError.UNKNOWN_COMPUTER, "There is no computer " + id + "; look at the list");
        }
        if (loading.get().writer.setState(id, state)) {
            audit.record(new AuditEntry(
                    clock.instant(), Actors.of(by), action, "computer:" + id, AuditOutcome.DONE, Map.of()));
        }
    }

    @Override
    public Set<String> names(Scope scope) {
        return fleet().standings()
                .filter(standing -> scope.sees(standing.officeId()))
                .flatMap(standing -> standing.groups().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean seesAll(String group, Scope scope) {
        return scope.everything()
                || fleet().standings()
                        .filter(standing -> standing.groups().contains(group))
                        .allMatch(standing -> scope.sees(standing.officeId()));
    }

    @Override
    public SoftwareItem item(int item) {
        return fleet().items().get(item);
    }

    @Override
    public int itemCount() {
        return fleet().items().size();
    }

    @Override
    public PackageSetup setup(int setup) {
        return fleet().setups().get(setup);
    }

    @Override
    public int setupCount() {
        return fleet().setups().size();
    }

    @Override
    public Optional<ComputerItems> of(int ordinal) {
        Member member = fleet().member(ordinal);
        return fleet().counts(member)
                ? member.inventory()
                        .map(held -> new ComputerItems(
                                member.id(),
                                ordinal,
                                member.standing().officeId(),
                                held.setup(),
                                new PackedItems(held.items()),
                                Selections.decode(held.held()).held(),
                                held.simulation().length == 0
                                        ? Optional.empty()
                                        : Optional.of(SimulationCodec.decode(held.simulation())),
                                PackedArrivals.of(held.arrivals())))
                : Optional.empty();
    }

    @Override
    public long confirmedAtMillis(int ordinal) {
        Member member = fleet().member(ordinal);
        return member.inventory()
                .map(held -> Math.max(held.atMillis(), member.seen().atMillis()))
                .orElse(0L);
    }

    @Override
    public int ordinalCount() {
        return fleet().count();
    }

    @Override
    public void settle() {
        loading.get().writer.settle();
    }

    @Override
    public Optional<Digest> acknowledged(ComputerId computer) {
        return fleet().acknowledged(computer);
    }

    @Override
    public void seen(ComputerId computer, Instant at, String via) {
        if (via.length() > MAX_VIA) {
            throw new IllegalArgumentException("Nothing that a computer is heard through has such a long name");
        }
        fleet().member(computer)
                .filter(member -> member.set(new Member.Seen(at.toEpochMilli(), via)))
                .ifPresent(member -> seen.put(member.ordinal(), new SeenRow(member.ordinal(), at, via)));
    }

    @Override
    public Map<ComputerId, Reason> accept(Map<ComputerId, Reported> reports) {
        return loading.get().writer.accept(reports);
    }

    @Override
    public Optional<Inventory> current(ComputerId computer) {
        return fleet().member(computer).flatMap(fleet()::inventory);
    }

    private Fleet fleet() {
        return loading.get().fleet;
    }

    private ComputerList list() {
        return loading.get().list;
    }

    private static boolean isBadName(String name) {
        return name.isBlank() || name.length() > MAX_GROUP_NAME || name.chars().anyMatch(Character::isISOControl);
    }

    private static Duration flushInterval(int seconds) {
        if (seconds < 1 || seconds > MAX_FLUSH_SECONDS) {
            throw new IllegalArgumentException("seenFlushSeconds is 1 to " + MAX_FLUSH_SECONDS + ", not " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    private record Loaded(Fleet fleet, FleetWriter writer, ComputerList list) {}
}
