package io.fettle.exchange;

import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes when a relay is heard of, whatever it wants. Thread-safe, does not block. */
@Component(service = RelayPresence.class)
public final class RelayPresence {
    private final Offices offices;
    private final Clock clock;

    @Activate
    public RelayPresence(@Reference Offices offices) {
        this(offices, Clock.systemUTC());
    }

    RelayPresence(Offices offices, Clock clock) {
        this.offices = offices;
        this.clock = clock;
    }

    /** Passes over whoever is no relay. */
    void heard(Peer peer, RelayFacts facts) {
        if (peer.role() == PeerRole.RELAY) {
            offices.relaySeen(peer.id(), clock.instant(), facts);
        }
    }
}
