package io.fettle.demo;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.inventory.RemoteOffice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Offices in a list. */
final class FakeOffices implements Offices {
    final List<RemoteOffice> offices = new ArrayList<>();
    final Map<String, Relay> relays = new LinkedHashMap<>();

    @Override
    public Page<RemoteOffice> list(Scope scope, PageRequest page) {
        return new Page<>(
                offices.stream().skip(page.offset()).limit(page.limit()).toList(), offices.size());
    }

    @Override
    public RemoteOffice create(String name, List<String> networks, String timeZone, Caller by) {
        RemoteOffice office = new RemoteOffice("o-" + offices.size(), name, networks, timeZone, Instant.EPOCH);
        offices.add(office);
        return office;
    }

    @Override
    public Relay enrolRelay(String id, String officeId, List<String> names, boolean demo, Instant at) {
        return relays.computeIfAbsent(
                id, key -> new Relay(key, officeId, names, demo, at, Optional.empty(), "", Optional.empty()));
    }

    @Override
    public void relaySeen(String relayId, Instant at, RelayFacts facts) {
        // Times of relays are no matter here.
    }

    @Override
    public Optional<RemoteOffice> find(String id, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Relay> relays(Scope scope, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Relay> relay(String id, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Relay> relayOf(String officeId) {
        throw new UnsupportedOperationException();
    }
}
