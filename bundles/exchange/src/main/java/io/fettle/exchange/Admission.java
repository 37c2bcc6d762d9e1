package io.fettle.exchange;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.RefusalAudit;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.Relay;
import io.fettle.api.trust.AgentKeys;
import io.fettle.api.trust.AgentKeys.AgentKey;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.BadSignatureException;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MalformedMessageException;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.NotUnderstoodException;
import io.fettle.spi.health.MetricSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decides whether an envelope counts (design: identity is the key, never a field in a message). Thread-safe. */
@Component(service = {Admission.class, MetricSource.class})
public final class Admission implements MetricSource {
    /** How far a computer's clock may be off. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** However long its signer says it is good for. */
    private static final Map<MessageKind, Duration> LONGEST = Map.of(
            MessageKind.CHECK_IN, Duration.ofMinutes(10),
            MessageKind.INVENTORY, Duration.ofDays(1),
            MessageKind.REPORT, Duration.ofDays(7));

    private final AgentKeys keys;
    private final Computers computers;
    private final Offices offices;
    private final Clock clock;
    private final Refusals refusals;
    private final Counting checkIns = new Counting();
    private final CheckInCounts counts = new CheckInCounts();

    @Activate
    public Admission(
            @Reference AgentKeys keys,
            @Reference Computers computers,
            @Reference Offices offices,
            @Reference Audit audit) {
        this(keys, computers, offices, audit, Clock.systemUTC());
    }

    Admission(AgentKeys keys, Computers computers, Offices offices, Audit audit, Clock clock) {
        this.keys = keys;
        this.computers = computers;
        this.offices = offices;
        this.clock = clock;
        refusals = new Refusals(new RefusalAudit(audit, clock));
    }

    /** Opens the envelope, or hands the refusal to {@code refused}. */
    Optional<Opened> open(Peer peer, byte[] bytes, Consumer<Refused> refused) {
        Envelope envelope;
        try {
            envelope = Envelope.parse(bytes);
        } catch (MalformedMessageException e) {
            String code = e instanceof NotUnderstoodException ? "envelope.not_understood" : "envelope.malformed";
            refused.accept(refusals.refuse(peer, Reason.of(code), Map::of));
            return Optional.empty();
        }
        Header header = envelope.header();
        Optional<AgentKey> key = keys.find(header.signer());
        Optional<Reason> wrong =
                key.isEmpty() ? Optional.of(Reason.of("envelope.unknown_key")) : wrong(peer, envelope, key.get());
        if (wrong.isPresent()) {
            counts.refused(header.kind());
            refused.accept(refusals.refuse(peer, wrong.get(), () -> facts(header, key)));
            return Optional.empty();
        }
        return key.map(signer -> new Opened(envelope, signer));
    }

    /**
     * 6. Once. Asked when everything else that came along is durable, so that a call which failed half-way can be made
     * again. Inventories and reports have counters of their own, under which a second time has no effect.
     */
    boolean isFirst(Opened checkIn) {
        boolean first = checkIns.advance(checkIn.envelope().header());
        if (first) {
            counts.accepted();
        }
        return first;
    }

    @Override
    public void measure(Metrics target) {
        counts.measure(target);
    }

    /** Something in an envelope that counts is wrong. */
    Refused refuse(Peer peer, Opened opened, Reason reason) {
        counts.refused(opened.envelope().header().kind());
        return refusals.refuse(peer, reason, () -> facts(opened.envelope().header(), Optional.of(opened.key())));
    }

    private Optional<Reason> wrong(Peer peer, Envelope envelope, AgentKey key) {
        Header header = envelope.header();
        // 1. Who brings it: what is cheap comes before the signature.
        if (peer.role() == PeerRole.AGENT
                && !(peer.key().equals(header.signer()) && peer.id().equals(key.computerId()))) {
            return reason("envelope.foreign");
        }
        if (peer.role() == PeerRole.RELAY && !ofOffice(peer.id(), key.computerId())) {
            return reason("envelope.not_of_office");
        }
        if (key.state() == AgentKeys.State.REVOKED) {
            return reason("envelope.revoked_key");
        }
        // 2. What it is: agents neither reply nor order.
        if (!LONGEST.containsKey(header.kind())) {
            return reason("envelope.wrong_kind");
        }
        // 3. Whose it is.
        try {
            envelope.verify(key.key());
        } catch (BadSignatureException e) {
            return reason("envelope.bad_signature");
        }
        // 4. Whom it is for.
        if (header.addressee().isPresent()) {
            return reason("envelope.redirected");
        }
        // 5. When.
        return untimely(header);
    }

    private Optional<Reason> untimely(Header header) {
        Instant now = clock.instant();
        Instant good = header.notAfter();
        Instant longest = plus(header.issuedAt(), LONGEST.getOrDefault(header.kind(), Duration.ZERO));
        if (good.isAfter(longest)) {
            good = longest;
        }
        if (header.issuedAt().isAfter(now.plus(TOLERANCE))) {
            return Optional.of(Reason.of("envelope.from_the_future", "serverTime", now.toString()));
        }
        if (good.isBefore(now.minus(TOLERANCE))) {
            return Optional.of(Reason.of("envelope.expired", "serverTime", now.toString()));
        }
        return Optional.empty();
    }

    /** Times come from outside: one at the edge of time must not overflow. */
    private static Instant plus(Instant instant, Duration duration) {
        return instant.isAfter(Instant.MAX.minus(duration)) ? Instant.MAX : instant.plus(duration);
    }

    private boolean ofOffice(String relay, String computer) {
        Optional<String> office =
                computers.find(new ComputerId(computer), Scope.all()).map(Computer::officeId);
        return office.isPresent()
                && office.equals(offices.relay(relay, Scope.all()).map(Relay::officeId));
    }

    private static Optional<Reason> reason(String code) {
        return Optional.of(Reason.of(code));
    }

    private static Map<String, String> facts(Header header, Optional<AgentKey> key) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("kind", header.kind().name());
        facts.put("signer", header.signer().toString());
        facts.put("sequence", Long.toString(header.sequence()));
        key.ifPresent(k -> facts.put("computer", k.computerId()));
        return facts;
    }
}
