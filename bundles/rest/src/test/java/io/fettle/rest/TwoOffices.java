package io.fettle.rest;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.content.DepotFigures;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.inventory.RemoteOffice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Some offices, each with a distribution server. */
record TwoOffices(Set<String> ids) implements Offices {
    private static final Instant THEN = Instant.parse("2026-11-22T17:55:09Z");

    static <T> Page<T> page(List<T> all, PageRequest page) {
        return new Page<>(all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
    }

    List<String> visible(Scope scope) {
        return ids.stream().filter(scope::sees).sorted().toList();
    }

    private static RemoteOffice office(String id) {
        return new RemoteOffice(id, "Office " + id, List.of("10.0.0.0/8"), "UTC", THEN);
    }

    private static Relay relay(String office) {
        return new Relay(
                "r-" + office,
                office,
                List.of("relay." + office + ".example.org"),
                false,
                THEN,
                Optional.of(THEN),
                "1",
                Optional.of(new DepotFigures(7, 700, 200, 20, 70, THEN)));
    }

    @Override
    public Page<RemoteOffice> list(Scope scope, PageRequest page) {
        return page(visible(scope).stream().map(TwoOffices::office).toList(), page);
    }

    @Override
    public Optional<RemoteOffice> find(String id, Scope scope) {
        return visible(scope).stream()
                .filter(id::equals)
                .map(TwoOffices::office)
                .findFirst();
    }

    @Override
    public RemoteOffice create(String name, List<String> networks, String timeZone, Caller by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Relay> relays(Scope scope, PageRequest page) {
        return page(visible(scope).stream().map(TwoOffices::relay).toList(), page);
    }

    @Override
    public Optional<Relay> relay(String id, Scope scope) {
        return visible(scope).stream()
                .map(TwoOffices::relay)
                .filter(relay -> relay.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<Relay> relayOf(String officeId) {
        return ids.contains(officeId) ? Optional.of(relay(officeId)) : Optional.empty();
    }

    @Override
    public Relay enrolRelay(String id, String officeId, List<String> names, boolean demo, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void relaySeen(String relayId, Instant at, RelayFacts facts) {
        throw new UnsupportedOperationException();
    }
}
