package io.fettle.inventory;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.change.Topic;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.InventoryError;
import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.inventory.RemoteOffice;
import io.fettle.spi.store.OfficeStore;
import io.fettle.spi.store.OfficeStore.RelaySeenRow;
import io.fettle.spi.store.PendingChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Offices and relays: few, kept in memory, written through. The head office is made where it is not there yet. */
@Component(service = Offices.class)
public final class StoredOffices implements Offices {
    private static final Duration SEEN_FLUSH = Duration.ofSeconds(5);
    private static final int MAX_RELAY_NAMES = 20;
    private static final int MAX_HOST_NAME = 255;
    private static final int MAX_VERSION = 64;

    private final OfficeStore store;
    private final Audit audit;
    private final Clock clock;
    private final Loading<OfficeMemory> loading;
    private final GroupedFlush<String, RelaySeenRow> seen;
    private final Object writing = new Object();

    @Activate
    public StoredOffices(@Reference OfficeStore store, @Reference Audit audit) {
        this(store, audit, Clock.systemUTC());
    }

    StoredOffices(OfficeStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        loading = Loading.start("list of offices", this::load);
        seen = new GroupedFlush<>("last-seen times of relays", SEEN_FLUSH, store::saveRelaysSeen);
    }

    private OfficeMemory load() {
        OfficeMemory memory = new OfficeMemory(store.offices(), store.relays());
        if (memory.offices().noneMatch(office -> office.id().equals(RemoteOffice.HEAD_OFFICE))) {
            RemoteOffice head = new RemoteOffice(
                    RemoteOffice.HEAD_OFFICE,
                    "Head office",
                    List.of(),
                    ZoneId.systemDefault().getId(),
                    clock.instant());
            store.insertOffices(List.of(head), List.of(new PendingChange(Topic.OFFICE, head.id())));
            memory.put(head);
        }
        return memory;
    }

    @Deactivate
    public void close() {
        loading.close();
        seen.close();
    }

    @Override
    public Page<RemoteOffice> list(Scope scope, PageRequest page) {
        return page(
                loading.get()
                        .offices()
                        .filter(office -> scope.sees(office.id()))
                        .sorted(Comparator.comparing(RemoteOffice::name).thenComparing(RemoteOffice::id)),
                page);
    }

    @Override
    public Optional<RemoteOffice> find(String id, Scope scope) {
        return loading.get().office(id).filter(office -> scope.sees(office.id()));
    }

    @Override
    public RemoteOffice create(String name, List<String> networks, String timeZone, Caller by) {
        OfficeRules.check(name, networks, timeZone);
        OfficeMemory memory = loading.get();
        RemoteOffice office;
        synchronized (writing) {
            if (memory.offices().anyMatch(known -> known.name().equalsIgnoreCase(name))) {
                throw new FettleException(
                        InventoryError.OFFICE_EXISTS, "There is an office " + name + " already; take another name");
            }
            office = new RemoteOffice(NewId.of("o"), name, networks, timeZone, clock.instant());
            store.insertOffices(List.of(office), List.of(new PendingChange(Topic.OFFICE, office.id())));
            memory.put(office);
        }
        audit.record(new AuditEntry(
                clock.instant(),
                Actors.of(by),
                "office.created",
                "office:" + office.id(),
                AuditOutcome.DONE,
                Map.of("name", name)));
        return office;
    }

    @Override
    public Page<Relay> relays(Scope scope, PageRequest page) {
        return page(
                loading.get()
                        .relays()
                        .filter(relay -> scope.sees(relay.officeId()))
                        .sorted(Comparator.comparing(Relay::officeId).thenComparing(Relay::id)),
                page);
    }

    @Override
    public Optional<Relay> relay(String id, Scope scope) {
        return loading.get().relay(id).filter(relay -> scope.sees(relay.officeId()));
    }

    @Override
    public Optional<Relay> relayOf(String officeId) {
        return loading.get()
                .relays()
                .filter(relay -> relay.officeId().equals(officeId))
                .max(Comparator.comparing(Relay::enrolledAt).thenComparing(Relay::id));
    }

    @Override
    public Relay enrolRelay(String id, String officeId, List<String> names, boolean demo, Instant at) {
        OfficeMemory memory = loading.get();
        if (memory.office(officeId).isEmpty()) {
            throw new FettleException(
                    InventoryError.UNKNOWN_OFFICE, "There is no office " + officeId + " to serve; create it first");
        }
        if (names.size() > MAX_RELAY_NAMES || names.stream().anyMatch(n -> n.isBlank() || n.length() > MAX_HOST_NAME)) {
            throw new FettleException(
                    InventoryError.INVALID_NAME,
                    "A relay has at most " + MAX_RELAY_NAMES + " names of 1 to " + MAX_HOST_NAME + " characters");
        }
        Relay relay = new Relay(id, officeId, names, demo, at, Optional.empty(), "", Optional.empty());
        synchronized (writing) {
            Optional<Relay> known = memory.relay(id);
            if (known.isPresent()) {
                return known.get();
            }
            store.insertRelays(List.of(relay), List.of(new PendingChange(Topic.OFFICE, relay.id())));
            memory.put(relay);
        }
        return relay;
    }

    @Override
    public void relaySeen(String relayId, Instant at, RelayFacts facts) {
        String version = facts.version();
        String bounded = version.length() > MAX_VERSION ? version.substring(0, MAX_VERSION) : version;
        loading.get()
                .seen(relayId, at, new RelayFacts(bounded, facts.depot()))
                .ifPresent(relay -> seen.put(relayId, new RelaySeenRow(relayId, at, relay.version())));
    }

    private static <T> Page<T> page(Stream<T> sorted, PageRequest page) {
        List<T> all = sorted.toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
    }
}
