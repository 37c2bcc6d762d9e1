package io.fettle.exchange;

import io.fettle.api.FettleException;
import io.fettle.api.deployment.OrderBook;
import io.fettle.api.deployment.OrderBook.NumberedOrder;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Signer;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import io.fettle.protocol.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs what the server says: replies, and orders at the moment when they are handed out. Thread-safe. */
@Component(service = Seals.class)
public final class Seals {
    private static final Logger LOG = LoggerFactory.getLogger(Seals.class);
    private static final Duration REPLY_GOOD_FOR = Duration.ofHours(1);

    /** What an rpm repository calls the list of its updates. */
    private static final String BULLETINS = "updateinfo";

    private final Signer signer;
    private final OrderBook orderBook;
    private final Suites suites;
    private final Clock clock;
    private final AtomicLong replies;

    @Activate
    public Seals(@Reference Signer signer, @Reference OrderBook orderBook, @Reference Suites suites) {
        this(signer, orderBook, suites, Clock.systemUTC());
    }

    Seals(Signer signer, OrderBook orderBook, Suites suites, Clock clock) {
        this.signer = signer;
        this.orderBook = orderBook;
        this.suites = suites;
        this.clock = clock;
        // Replies are tied to their question by its digest; the number only has to grow over restarts.
        replies = new AtomicLong(clock.millis() << 10);
    }

    byte[] reply(KeyId addressee, Reply reply) {
        Instant now = clock.instant();
        Header header = new Header(
                MessageKind.REPLY,
                signer.keyId(),
                Optional.of(addressee),
                signer.epoch(),
                replies.incrementAndGet(),
                now,
                now.plus(REPLY_GOOD_FOR));
        return Envelope.seal(header, reply.encode(), signer).bytes();
    }

    /** @param taken highest order sequence that the computer has taken */
    List<byte[]> orders(Opened opened, long taken) {
        if (!orderBook.waiting(opened.computer(), taken)) {
            return List.of();
        }
        List<byte[]> sealed = new ArrayList<>();
        try {
            for (NumberedOrder order : orderBook.take(opened.computer(), taken)) {
                seal(opened, order).ifPresent(sealed::add);
            }
        } catch (FettleException e) {
            LOG.warn("The orders of computer {} have to wait for its next check-in", opened.computer(), e);
        }
        return sealed;
    }

    /** What a computer installs from has no need to know why. */
    private static MirroredSuite withoutBulletins(MirroredSuite suite) {
        return new MirroredSuite(
                suite.sourceId(),
                suite.uri(),
                suite.suite(),
                suite.release(),
                suite.signature(),
                suite.indexes().stream()
                        .filter(index -> !index.component().equals(BULLETINS))
                        .toList());
    }

    private Optional<byte[]> seal(Opened opened, NumberedOrder order) {
        List<Step> steps = order.draft().packages();
        Optional<List<MirroredSuite>> proof = suites.covering(steps.stream()
                .map(s -> Map.entry(s.uri(), s.suite()))
                .distinct()
                .toList());
        if (proof.isEmpty()) {
            // The order book hands it out again, because the computer does not take it; the mirror may be whole then.
            LOG.warn(
                    "Task {} needs a suite that is not mirrored now; its order is not sent",
                    order.draft().taskId());
            return Optional.empty();
        }
        Order content = new Order(
                Order.Kind.of(order.draft().ecosystem()),
                order.draft().taskId(),
                opened.computer().value(),
                steps,
                proof.get().stream().map(Seals::withoutBulletins).toList());
        Header header = new Header(
                MessageKind.ORDER,
                signer.keyId(),
                Optional.of(opened.key().id()),
                signer.epoch(),
                order.sequence(),
                clock.instant(),
                order.draft().notAfter());
        return Optional.of(Envelope.seal(header, content.encode(), signer).bytes());
    }
}
