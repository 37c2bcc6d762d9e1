package io.fettle.exchange;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.change.ChangeListener;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.exchange.Contact;
import io.fettle.api.exchange.RelayLink;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.InventoryError;
import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.notification.WakeListener;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Reaches computers: directly where they hold a connection here, else through the relay of their office. Immediate,
 * because orders are to be announced whether or not anybody asks.
 */
@Component(
        immediate = true,
        service = {Contact.class, RelayLink.class, ChangeListener.class})
public final class Wakes implements Contact, RelayLink, ChangeListener {
    private final List<WakeListener> listeners = new CopyOnWriteArrayList<>();
    private final Computers computers;
    private final Offices offices;
    private final Audit audit;
    private final ScanWishes wishes;
    private final RelayPresence presence;
    private final Clock clock;
    private final PendingWakes pending = new PendingWakes();
    private final OrderNews news;

    @Activate
    public Wakes(
            @Reference Computers computers,
            @Reference Offices offices,
            @Reference ChangeLog changeLog,
            @Reference Audit audit,
            @Reference ScanWishes wishes,
            @Reference RelayPresence presence) {
        this(computers, offices, changeLog, audit, wishes, presence, Clock.systemUTC());
        news.start();
    }

    Wakes(
            Computers computers,
            Offices offices,
            ChangeLog changeLog,
            Audit audit,
            ScanWishes wishes,
            RelayPresence presence,
            Clock clock) {
        this.computers = computers;
        this.offices = offices;
        this.audit = audit;
        this.wishes = wishes;
        this.presence = presence;
        this.clock = clock;
        news = new OrderNews(changeLog, this::announce);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(WakeListener listener) {
        listeners.add(listener);
    }

    void removeListener(WakeListener listener) {
        listeners.remove(listener);
    }

    @Deactivate
    public void close() {
        news.close();
        pending.close();
    }

    @Override
    public Reach checkInNow(ComputerId computer, Caller by) {
        return ask(computer, by, "computer.check_in_asked", false);
    }

    @Override
    public Reach scanNow(ComputerId computer, Caller by) {
        return ask(computer, by, "computer.scan_asked", true);
    }

    @Override
    public CompletableFuture<List<String>> takeWakes(Peer relay, RelayFacts facts) {
        if (relay.role() != PeerRole.RELAY) {
            return CompletableFuture.completedFuture(List.of());
        }
        presence.heard(relay, facts);
        return pending.take(relay.id());
    }

    @Override
    public void changed(long latestRevision) {
        news.wake();
    }

    /** Works off the news, for tests. */
    void turn() {
        news.turn();
    }

    private Reach ask(ComputerId id, Caller by, String action, boolean scan) {
        Computer computer = computers
                .find(id, by.scope())
                .filter(c -> c.state() != Computer.State.REMOVED)
                .orElseThrow(() -> new FettleException(
                        InventoryError.UNKNOWN_COMPUTER, "There is no computer " + id + "; look at the list"));
        if (scan) {
            wishes.add(id);
        }
        Reach reach = wake(computer);
        String actor = by.name().equals("local") ? "local" : "user:" + by.name();
        audit.record(new AuditEntry(
                clock.instant(), actor, action, "computer:" + id, AuditOutcome.DONE, Map.of("reach", reach.name())));
        return reach;
    }

    private void announce(ComputerId id) {
        computers.find(id, Scope.all()).ifPresent(this::wake);
    }

    private Reach wake(Computer computer) {
        if (send(computer.id().value())) {
            return Reach.WOKEN;
        }
        Optional<Relay> relay = offices.relayOf(computer.officeId());
        if (relay.isEmpty()) {
            return Reach.AT_NEXT_POLL;
        }
        boolean taken = pending.add(relay.get().id(), computer.id().value());
        return send(relay.get().id()) || taken ? Reach.VIA_RELAY : Reach.AT_NEXT_POLL;
    }

    private boolean send(String subject) {
        boolean sent = false;
        for (WakeListener listener : listeners) {
            sent |= listener.wake(subject);
        }
        return sent;
    }
}
