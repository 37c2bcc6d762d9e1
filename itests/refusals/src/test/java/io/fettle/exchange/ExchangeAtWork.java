package io.fettle.exchange;

import io.fettle.api.audit.Audit;
import io.fettle.api.deployment.Outcomes;
import io.fettle.api.exchange.Conversation;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.trust.AgentKeys;
import io.fettle.api.trust.AgentKeys.AgentKey;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.Signer;
import io.fettle.protocol.MessageKind;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The real conversation in the head office that its own tests use, for tests that are not in its package. */
public final class ExchangeAtWork {
    private final HeadOffice office = new HeadOffice();
    private final TestKey colleague;
    private final TestKey stranger = new TestKey();
    private final Conversation conversation;

    /** @param colleague another computer, whose envelopes the test seals itself */
    public ExchangeAtWork(Instant now, Signer signer, Outcomes outcomes, Audit audit, String colleague) {
        office.now = now;
        this.colleague = office.join(colleague, "branch");
        Suites suites = new Suites(office, office, office.intake());
        conversation = new SealedConversation(
                new Admission(office, office, office, audit, office.clock),
                new InventoryDesk(office.intake(), office, office.clock),
                outcomes,
                new Replies(
                        new Seals(signer, office, suites, office.clock),
                        suites,
                        new Announcements(office, signer, office.clock),
                        office.intake(),
                        outcomes,
                        office.wishes,
                        5400,
                        office.clock),
                new RelayPresence(office, office.clock));
    }

    public Conversation conversation() {
        return conversation;
    }

    /** A computer with a key of its own is a member. */
    public void join(String computer, PublicKey key) {
        office.join(computer, "branch");
        KeyId id = KeyId.of(key);
        office.keys.put(id, new AgentKey(id, key, computer, AgentKeys.State.ACTIVE));
    }

    /** A distribution server of another office than everybody's. */
    public Peer relayOfAnotherOffice() {
        return office.relay("relay-far", "elsewhere");
    }

    public void now(Instant now) {
        office.now = now;
    }

    /** Sealed by the colleague's key. */
    public Sealing colleague() {
        return new Sealing(colleague);
    }

    /** Sealed by a key that nobody issued. */
    public Sealing stranger() {
        return new Sealing(stranger);
    }

    /** Of which computers an inventory is held. */
    public Set<ComputerId> inventories() {
        return Set.copyOf(office.inventories.keySet());
    }

    /** Seals reports. */
    public final class Sealing {
        private final TestKey key;

        private Sealing(TestKey key) {
            this.key = key;
        }

        public KeyId key() {
            return key.keyId();
        }

        public byte[] report(long sequence, byte[] content) {
            return key.seal(MessageKind.REPORT, sequence, office.now, content);
        }

        public byte[] oldReport(long sequence, byte[] content) {
            Instant longAgo = office.now.minus(Duration.ofDays(8));
            return key.seal(
                    MessageKind.REPORT, sequence, longAgo, longAgo.plus(Duration.ofDays(7)), Optional.empty(), content);
        }

        public byte[] reportTo(KeyId addressee, long sequence, byte[] content) {
            return key.seal(
                    MessageKind.REPORT,
                    sequence,
                    office.now,
                    office.now.plus(Duration.ofDays(1)),
                    Optional.of(addressee),
                    content);
        }
    }
}
