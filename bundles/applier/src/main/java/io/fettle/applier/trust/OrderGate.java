package io.fettle.applier.trust;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.trust.Purposes;
import io.fettle.applier.RefusedException;
import io.fettle.member.Chains;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import io.fettle.protocol.ProtocolError;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides whether bytes are an order of our server for this computer. Whether it is new is {@link SeenOrders}' business. */
public final class OrderGate {
    private static final Duration SKEW = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(60);
    private static final int MAX_CHAIN = 5;

    private final LocalTrust trust;
    private final Clock clock;

    public OrderGate(LocalTrust trust, Clock clock) {
        this.trust = trust;
        this.clock = clock;
    }

    /** An order that passed, and its head. */
    public record Accepted(Header header, Order order) {}

    /**
     * @param task whose order the agent says it is
     * @throws RefusedException unless all of it holds
     */
    public Accepted open(byte[] sealedOrder, byte[] chainDer, String task) {
        Envelope envelope = parse(sealedOrder);
        Header header = envelope.header();
        // 1. It is an order, and for this computer.
        RefusedException.require(header.kind() == MessageKind.ORDER, "order.wrong_kind");
        RefusedException.require(header.addressee().equals(Optional.of(trust.computer())), "order.redirected");
        // 2. The key that signed it may sign orders, by a chain that ends in the root pinned on this computer.
        Instant now = clock.instant();
        List<X509Certificate> chain = chain(chainDer);
        try {
            Chains.verify(chain, trust.root(), Purposes.ORDER_SIGNING, now);
            // 3. That key signed exactly these bytes.
            envelope.verify(chain.get(0).getPublicKey());
        } catch (RefusedException e) {
            throw e;
        } catch (FettleException e) {
            throw new RefusedException(Reason.of("order.forged", "why", String.valueOf(e.getMessage())));
        }
        // 4. Its time is now.
        RefusedException.require(!header.issuedAt().isAfter(now.plus(SKEW)), "order.from_the_future");
        RefusedException.require(
                header.notAfter().isAfter(header.issuedAt())
                        && Duration.between(header.issuedAt(), header.notAfter())
                                        .compareTo(LONGEST)
                                <= 0,
                "order.bad_times");
        RefusedException.require(
                !now.isAfter(header.notAfter()),
                "order.expired",
                "until",
                header.notAfter().toString());
        // 5. What it says is what an order may say.
        Order order = decode(envelope.payload());
        OrderRules.check(order);
        RefusedException.require(order.taskId().equals(task), "order.other_task");
        return new Accepted(header, order);
    }

    private static Envelope parse(byte[] sealedOrder) {
        try {
            return Envelope.parse(sealedOrder);
        } catch (FettleException e) {
            throw unreadable(e);
        }
    }

    private static Order decode(byte[] payload) {
        try {
            return Order.decode(payload);
        } catch (FettleException e) {
            throw unreadable(e);
        }
    }

    private static RefusedException unreadable(FettleException e) {
        String code = e.code() == ProtocolError.NOT_UNDERSTOOD ? "order.not_understood" : "order.malformed";
        return new RefusedException(Reason.of(code, "why", String.valueOf(e.getMessage())));
    }

    private static List<X509Certificate> chain(byte[] der) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (in.available() > 0 && chain.size() < MAX_CHAIN) {
                Certificate certificate = factory.generateCertificate(in);
                chain.add((X509Certificate) certificate);
            }
            RefusedException.require(in.available() == 0, "order.forged", "why", "too long a chain");
            return chain;
        } catch (CertificateException e) {
            throw new RefusedException(Reason.of("order.forged", "why", "its chain cannot be read"));
        }
    }
}
