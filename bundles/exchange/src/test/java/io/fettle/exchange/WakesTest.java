package io.fettle.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.change.Change;
import io.fettle.api.change.Topic;
import io.fettle.api.exchange.Contact.Reach;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.InventoryError;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.notification.WakeListener;
import io.fettle.api.trust.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class WakesTest {
    private static final ComputerId PC = new ComputerId("pc-a");
    private static final Caller ADMIN = new Caller("ann", Role.ADMIN, Scope.all());

    private final HeadOffice office = new HeadOffice();
    private final Set<String> connected = new HashSet<>();
    private final List<String> woken = new ArrayList<>();

    WakesTest() {
        office.join("pc-a", "branch");
        WakeListener listener = subject -> {
            if (connected.contains(subject)) {
                woken.add(subject);
            }
            return connected.contains(subject);
        };
        office.wakes.addListener(listener);
    }

    @Test
    void aConnectedComputerIsWokenAtOnce() {
        connected.add("pc-a");
        assertThat(office.wakes.checkInNow(PC, ADMIN)).isEqualTo(Reach.WOKEN);
        assertThat(woken).containsExactly("pc-a");
        assertThat(office.audited()).containsExactly("computer.check_in_asked");
    }

    @Test
    void aComputerBehindARelayIsWokenThroughIt() {
        Peer relay = office.relay("relay-1", "branch");
        connected.add("relay-1");
        assertThat(office.wakes.scanNow(PC, ADMIN)).isEqualTo(Reach.VIA_RELAY);
        assertThat(woken).containsExactly("relay-1");
        assertThat(office.wakes.takeWakes(relay, RelayFacts.NONE)).isCompletedWithValue(List.of("pc-a"));
        assertThat(office.wakes.takeWakes(relay, RelayFacts.NONE)).isNotDone();
        assertThat(office.wishes.take(PC)).isTrue();
    }

    @Test
    void aRelayThatIsAwayTakesTheWakeLater() {
        Peer relay = office.relay("relay-1", "branch");
        assertThat(office.wakes.checkInNow(PC, ADMIN)).isEqualTo(Reach.AT_NEXT_POLL);
        assertThat(office.wakes.takeWakes(relay, RelayFacts.NONE)).isCompletedWithValue(List.of("pc-a"));
    }

    @Test
    void aRelayThatWaitsIsSeenWithWhatItSays() {
        Peer relay = office.relay("relay-1", "branch");
        office.wakes.takeWakes(relay, new RelayFacts("0.2.0", Optional.empty()));
        assertThat(office.relaysSeen).containsExactly("relay-1 0.2.0");
    }

    @Test
    void aBatchIsASignOfLifeOfItsRelay() {
        office.conversation.converse(office.relay("relay-1", "branch"), List.of());
        office.conversation.converse(HeadOffice.agent("pc-a", new TestKey()), List.of());
        assertThat(office.relaysSeen).containsExactly("relay-1 ");
    }

    @Test
    void anotherOfficesRelayHearsNothing() {
        Peer far = office.relay("relay-2", "elsewhere");
        office.wakes.checkInNow(PC, ADMIN);
        assertThat(office.wakes.takeWakes(far, RelayFacts.NONE)).isNotDone();
    }

    @Test
    void anAgentTakesNoWakes() {
        assertThat(office.wakes.takeWakes(HeadOffice.agent("relay-1", new TestKey()), RelayFacts.NONE))
                .isCompletedWithValue(List.of());
    }

    @Test
    void whoWaitsHearsAtOnce() {
        PendingWakes pending = new PendingWakes();
        CompletableFuture<List<String>> waiting = pending.take("relay-1");
        assertThat(pending.add("relay-1", "pc-a")).isTrue();
        assertThat(waiting).isCompletedWithValue(List.of("pc-a"));
        assertThat(pending.add("relay-1", "pc-b")).isFalse();
    }

    @Test
    void whoGaveUpTakesNothingWithHim() {
        PendingWakes pending = new PendingWakes();
        pending.take("relay-1").cancel(false);
        assertThat(pending.add("relay-1", "pc-a")).isFalse();
        assertThat(pending.take("relay-1")).isCompletedWithValue(List.of("pc-a"));
    }

    @Test
    void aRelayThatCameBackIsTheOneThatHears() {
        PendingWakes pending = new PendingWakes();
        CompletableFuture<List<String>> lost = pending.take("relay-1");
        CompletableFuture<List<String>> waiting = pending.take("relay-1");
        assertThat(lost).isCompletedWithValue(List.of());
        pending.add("relay-1", "pc-a");
        assertThat(waiting).isCompletedWithValue(List.of("pc-a"));
    }

    @Test
    void noWakeIsLostAmongThoseWhoComeAndGo() throws Exception {
        PendingWakes pending = new PendingWakes();
        Set<String> heard = ConcurrentHashMap.newKeySet();
        Thread relay = new Thread(() -> {
            while (heard.size() < 20_000) {
                CompletableFuture<List<String>> waiting = pending.take("relay-1");
                waiting.cancel(false);
                if (!waiting.isCancelled()) {
                    heard.addAll(waiting.join());
                }
            }
        });
        relay.setDaemon(true);
        relay.start();
        for (int i = 0; i < 20_000; i++) {
            pending.add("relay-1", "pc-" + i);
        }
        relay.join(Duration.ofMinutes(1).toMillis());
        assertThat(heard).hasSize(20_000);
    }

    @Test
    void closingEndsTheWaiting() {
        PendingWakes pending = new PendingWakes();
        CompletableFuture<List<String>> waiting = pending.take("relay-1");
        pending.close();
        assertThat(waiting).isCompletedWithValue(List.of());
        assertThat(pending.take("relay-1")).isCompletedWithValue(List.of());
    }

    @Test
    void whatWaitsForARelayIsBounded() {
        PendingWakes pending = new PendingWakes();
        for (int i = 0; i < PendingWakes.MAX_PER_RELAY + 10; i++) {
            pending.add("relay-1", "pc-" + i);
        }
        assertThat(pending.take("relay-1").join()).hasSize(PendingWakes.MAX_PER_RELAY);
    }

    @Test
    void newOrdersWakeTheirComputersOnce() {
        connected.add("pc-a");
        office.wakes.turn();
        for (int i = 0; i < 3; i++) {
            office.changes.add(new Change(office.changes.size() + 1L, Topic.ORDER, "pc-a", office.now));
            office.changes.add(new Change(office.changes.size() + 1L, Topic.TASK, "t", office.now));
        }
        office.wakes.turn();
        office.wakes.turn();
        assertThat(woken).containsExactly("pc-a");
    }

    @Test
    void whatTheCallerDoesNotSeeIsUnknown() {
        Caller elsewhere = new Caller("bob", Role.OPERATOR, Scope.ofOffices(Set.of("elsewhere")));
        assertThatThrownBy(() -> office.wakes.scanNow(PC, elsewhere))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(InventoryError.UNKNOWN_COMPUTER));
        assertThat(office.wishes.take(PC)).isFalse();
    }
}
