package io.fettle.agent.link;

import io.fettle.agent.link.Delivery.Delivered;
import io.fettle.agent.link.Delivery.Kept;
import io.fettle.agent.link.Delivery.TurnedAway;
import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.member.Identity;
import io.fettle.member.OrdersTrust;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.RevokedKeys;
import io.fettle.member.ServerVoice;
import io.fettle.member.Transport;
import io.fettle.protocol.CheckIn;
import io.fettle.protocol.InventoryCodec;
import io.fettle.protocol.InventoryMessage;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.InventoryWish;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks in: says what is new here, oldest report first, and takes what the server answers. Not thread-safe.
 */
public final class CheckIns {
    private static final Logger LOG = LoggerFactory.getLogger(CheckIns.class);
    private static final int REPORTS_AT_ONCE = 50;
    private static final int MAX_ROUNDS = 20;
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final String version;
    private final Exchange exchange;
    private final Paths paths;
    private final ReportSpool reports;
    private final KnownToServer known;
    private final OrdersTrust trust;
    private final RevokedKeys revoked;
    private final Clock clock;
    private final SequenceBlocks sequences;

    public CheckIns(
            Identity identity,
            OrdersTrust trust,
            RevokedKeys revoked,
            Transport transport,
            Paths paths,
            ReportSpool reports,
            PrivateDirectory files,
            String version,
            Clock clock) {
        this.version = version;
        this.exchange =
                new Exchange(identity.signer(), new ServerVoice(identity, trust, revoked, clock), transport, clock);
        this.trust = trust;
        this.clock = clock;
        this.paths = paths;
        this.reports = reports;
        this.known = new KnownToServer(files);
        this.revoked = revoked;
        this.sequences = new SequenceBlocks(files, "sequence");
    }

    /**
     * What this computer has to say.
     *
     * @param inventory empty before the first scan
     * @param orderSequence highest sequence of an order that was taken
     */
    public record Said(Optional<Inventory> inventory, long orderSequence, String bootId, boolean wokenUp) {}

    /** The suites that the server mirrors for this computer, as told last. */
    public List<MirroredSuite> suites() {
        return known.suites();
    }

    /** The inventory that the server had last. */
    public Optional<Inventory> lastInventory() {
        return known.inventory();
    }

    /**
     * @throws IOException where the current path does not work, also where it turns us away
     * @throws FettleException where an answer is not the server's
     */
    public Visit checkIn(Said said) throws IOException {
        Optional<Digest> digest = said.inventory().map(InventoryCodec::digest);
        Taken taken = new Taken();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            boolean tellInventory = digest.isPresent() && !digest.equals(known.inventoryDigest());
            List<Letter> letters = letters(said, digest, tellInventory);
            List<Delivery> deliveries = exchange.converse(paths.current(), letters);
            taken.again = false;
            for (int i = 0; i < letters.size(); i++) {
                take(letters.get(i), deliveries.get(i), said, taken);
            }
            if (!taken.again) {
                return taken.visit();
            }
        }
        LOG.warn("The server asked for more in {} rounds; the rest has to wait", MAX_ROUNDS);
        return taken.visit();
    }

    private List<Letter> letters(Said said, Optional<Digest> digest, boolean tellInventory) {
        List<Letter> letters = new ArrayList<>();
        if (tellInventory) {
            Inventory now = said.inventory().orElseThrow();
            InventoryMessage message = known.inventory()
                    .map(before -> InventoryMessage.changes(before, now))
                    .orElseGet(() -> InventoryMessage.whole(now));
            letters.add(new Letter(MessageKind.INVENTORY, sequences.next(), message.encode()));
        }
        reports.oldest(REPORTS_AT_ONCE)
                .forEach(r -> letters.add(new Letter(MessageKind.REPORT, r.sequence(), r.payload())));
        CheckIn checkIn =
                new CheckIn(version, digest, known.suitesDigest(), said.orderSequence(), said.bootId(), said.wokenUp());
        letters.add(new Letter(MessageKind.CHECK_IN, sequences.next(), checkIn.encode()));
        return letters;
    }

    private void take(Letter letter, Delivery delivery, Said said, Taken taken) throws IOException {
        if (delivery instanceof TurnedAway away) {
            throw new IOException(paths.current() + " turned away a " + letter.kind() + ": " + away.reason());
        }
        if (delivery instanceof Kept kept) {
            taken.next = bounded(kept.retryAfterSeconds());
            return;
        }
        Reply reply = ((Delivered) delivery).reply();
        reports.acknowledge(reply.acknowledgedReports());
        reply.refusal().ifPresent(reason -> LOG.warn("The server refused a {}: {}", letter.kind(), reason));
        switch (letter.kind()) {
            case INVENTORY -> takeInventoryReply(reply, said, taken);
            case CHECK_IN -> takeCheckInReply(reply, said, taken);
            case REPORT -> LOG.debug("Report {} is with the server", letter.sequence());
            case REPLY, ORDER -> throw new IllegalStateException("An agent says no " + letter.kind());
        }
    }

    private void takeInventoryReply(Reply reply, Said said, Taken taken) {
        boolean wantsWhole = reply.refusal().isPresent() || reply.inventory() == InventoryWish.WHOLE;
        if (reply.inventory() == InventoryWish.UNKNOWN) {
            LOG.warn("The server wants something of the inventory that this agent does not know; upgrade the agent");
        } else if (!wantsWhole) {
            known.acknowledged(said.inventory().orElseThrow());
        } else if (known.inventory().isPresent()) {
            // The server could not build on what it had; without a base the next round sends all of it.
            known.forgetInventory();
            taken.again = true;
        }
    }

    private void takeCheckInReply(Reply reply, Said said, Taken taken) throws IOException {
        if (reply.refusal().isPresent()) {
            throw new IOException(
                    "The server refused the check-in: " + reply.refusal().get());
        }
        taken.orders.addAll(reply.orders());
        taken.scanNow |= reply.scanNow();
        taken.next = bounded(reply.refreshSeconds());
        reply.suites().ifPresent(suites -> {
            known.learned(suites);
            taken.suitesChanged = true;
        });
        reply.network().ifPresent(network -> {
            paths.learn(network.addresses());
            revoked.replace(network.revoked());
            trust.learn(network.ordersChain(), revoked.get(), clock.instant());
        });
        boolean wantsInventory = reply.inventory() == InventoryWish.CHANGES || reply.inventory() == InventoryWish.WHOLE;
        if (wantsInventory && said.inventory().isPresent() && !taken.askedForInventory) {
            taken.askedForInventory = true;
            known.forgetInventory();
            taken.again = true;
        }
        if (!reports.isEmpty() && !taken.reportsStuckAt(reports.oldest(1).get(0).sequence())) {
            taken.again = true;
        }
    }

    private static Duration bounded(int seconds) {
        Duration wanted = Duration.ofSeconds(seconds);
        if (wanted.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    /** Collected over the rounds of one check-in. */
    private static final class Taken {
        private final List<byte[]> orders = new ArrayList<>();
        private boolean suitesChanged;
        private boolean scanNow;
        private boolean again;
        private boolean askedForInventory;
        private long oldestReport;
        private Duration next = LONGEST;

        /** The same report again at the head of the queue: sending it once more now would not help. */
        boolean reportsStuckAt(long sequence) {
            boolean stuck = sequence == oldestReport;
            oldestReport = sequence;
            return stuck;
        }

        Visit visit() {
            return new Visit(orders, suitesChanged, scanNow, next);
        }
    }
}
