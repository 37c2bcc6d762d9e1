package io.fettle.spi.store;

import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RemoteOffice;
import java.time.Instant;
import java.util.List;

/**
 * Keeps offices and relays. Read once at start by the inventory bundle. Each write is one transaction, together with the
 * change rows it is given. Thread-safe; blocks.
 */
public interface OfficeStore {

    List<RemoteOffice> offices();

    List<Relay> relays();

    /** Adds offices. An id or name that is taken fails the whole call. Texts are at most 200 characters, networks 50. */
    void insertOffices(List<RemoteOffice> offices, List<PendingChange> changes);

    /** Adds relays. An id that is taken fails the whole call. At most 20 names of at most 255 characters. */
    void insertRelays(List<Relay> relays, List<PendingChange> changes);

    /** Last-seen times of many relays at once. */
    void saveRelaysSeen(List<RelaySeenRow> seen);

    /** When a relay was last heard of, and what version it runs (at most 64 characters). */
    record RelaySeenRow(String relayId, Instant at, String version) {}
}
