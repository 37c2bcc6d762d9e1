package io.fettle.inventory;

import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.inventory.RemoteOffice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Offices and relays in memory. Thread-safe. */
final class OfficeMemory {
    private final Map<String, RemoteOffice> offices = new ConcurrentHashMap<>();
    private final Map<String, Relay> relays = new ConcurrentHashMap<>();

    OfficeMemory(List<RemoteOffice> offices, List<Relay> relays) {
        offices.forEach(this::put);
        relays.forEach(this::put);
    }

    void put(RemoteOffice office) {
        offices.put(office.id(), office);
    }

    void put(Relay relay) {
        relays.put(relay.id(), relay);
    }

    Optional<RemoteOffice> office(String id) {
        return Optional.ofNullable(offices.get(id));
    }

    Optional<Relay> relay(String id) {
        return Optional.ofNullable(relays.get(id));
    }

    Stream<RemoteOffice> offices() {
        return offices.values().stream();
    }

    Stream<Relay> relays() {
        return relays.values().stream();
    }

    /** What is not said stays as it was. @return the relay as it is now; empty where it is not known */
    Optional<Relay> seen(String id, Instant at, RelayFacts facts) {
        return Optional.ofNullable(relays.computeIfPresent(
                id,
                (key, known) -> new Relay(
                        known.id(),
                        known.officeId(),
                        known.names(),
                        known.demo(),
                        known.enrolledAt(),
                        Optional.of(at),
                        facts.version().isEmpty() ? known.version() : facts.version(),
                        facts.depot().or(known::depot))));
    }
}
