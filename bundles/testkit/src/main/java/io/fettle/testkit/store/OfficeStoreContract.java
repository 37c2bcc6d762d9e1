package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RemoteOffice;
import io.fettle.spi.store.OfficeStore;
import io.fettle.spi.store.OfficeStore.RelaySeenRow;
import io.fettle.spi.store.PendingChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link OfficeStore} keeps to. */
public abstract class OfficeStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    private OfficeStore store;

    /** Empty. */
    protected abstract OfficeStore freshStore();

    /** The changes recorded since the store was made, oldest first. */
    protected abstract List<PendingChange> recorded();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void officesComeBackAsInserted() {
        RemoteOffice branch =
                new RemoteOffice("o1", "Z\u00fcrich", List.of("10.1.0.0/16", "fd00::/8"), "Europe/Zurich", NOW);

        store.insertOffices(List.of(branch, office("o2", "Head office")), List.of(change("o1"), change("o2")));

        assertThat(store.offices()).containsExactlyInAnyOrder(branch, office("o2", "Head office"));
        assertThat(recorded()).containsExactly(change("o1"), change("o2"));
    }

    @Test
    public void aTakenIdOrNameFailsTheWholeCall() {
        store.insertOffices(List.of(office("o1", "one")), List.of());

        assertThatThrownBy(() ->
                        store.insertOffices(List.of(office("o2", "two"), office("o1", "three")), List.of(change("o2"))))
                .isInstanceOf(FettleException.class);
        assertThatThrownBy(() ->
                        store.insertOffices(List.of(office("o2", "two"), office("o3", "one")), List.of(change("o2"))))
                .isInstanceOf(FettleException.class);

        assertThat(store.offices()).containsExactly(office("o1", "one"));
        assertThat(recorded()).isEmpty();
    }

    @Test
    public void relaysComeBackAsInserted() {
        Relay seen = new Relay(
                "r1",
                "o1",
                List.of("relay.example", "192.0.2.1"),
                true,
                NOW,
                Optional.of(NOW.plusSeconds(1)),
                "0.1.0",
                Optional.empty());

        store.insertRelays(List.of(seen, relay("r2")), List.of(change("r1")));

        assertThat(store.relays()).containsExactlyInAnyOrder(seen, relay("r2"));
        assertThat(recorded()).containsExactly(change("r1"));
        assertThatThrownBy(() -> store.insertRelays(List.of(relay("r3"), relay("r1")), List.of(change("r3"))))
                .isInstanceOf(FettleException.class);
        assertThat(store.relays()).hasSize(2);
    }

    @Test
    public void seenRelaysKeepTheRest() {
        store.insertRelays(List.of(relay("r1"), relay("r2")), List.of());

        store.saveRelaysSeen(
                List.of(new RelaySeenRow("r1", NOW.plusSeconds(5), "0.2.0"), new RelaySeenRow("gone", NOW, "0.2.0")));

        assertThat(store.relays())
                .containsExactlyInAnyOrder(
                        new Relay(
                                "r1",
                                "o1",
                                List.of(),
                                false,
                                NOW,
                                Optional.of(NOW.plusSeconds(5)),
                                "0.2.0",
                                Optional.empty()),
                        relay("r2"));
    }

    private static RemoteOffice office(String id, String name) {
        return new RemoteOffice(id, name, List.of(), "UTC", NOW);
    }

    private static Relay relay(String id) {
        return new Relay(id, "o1", List.of(), false, NOW, Optional.empty(), "", Optional.empty());
    }

    private static PendingChange change(String subject) {
        return new PendingChange(Topic.OFFICE, subject);
    }
}
