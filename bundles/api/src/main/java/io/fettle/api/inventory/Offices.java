package io.fettle.api.inventory;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Offices and their relays. Thread-safe; reads from memory; writes are durable when they return, and audited. */
public interface Offices {
    Page<RemoteOffice> list(Scope scope, PageRequest page);

    Optional<RemoteOffice> find(String id, Scope scope);

    /** @throws io.fettle.api.FettleException OFFICE_EXISTS (CONFLICT) where the name is taken */
    RemoteOffice create(String name, List<String> networks, String timeZone, Caller by);

    Page<Relay> relays(Scope scope, PageRequest page);

    Optional<Relay> relay(String id, Scope scope);

    Optional<Relay> relayOf(String officeId);

    /** A relay joins under an id that nobody had before. One that is there already is left as it is. */
    Relay enrolRelay(String id, String officeId, List<String> names, boolean demo, Instant at);

    /** A relay was heard of. Returns at once; what it says of its depot is kept in memory only. */
    void relaySeen(String relayId, Instant at, RelayFacts facts);
}
