package io.fettle.security.enrolment;

import io.fettle.api.FettleException;
import io.fettle.api.audit.Audit;
import io.fettle.api.enrolment.EnrolmentError;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.enrolment.Joining;
import io.fettle.api.exchange.Enrolment;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.EnrolReply;
import io.fettle.protocol.EnrolRequest;
import io.fettle.protocol.MalformedMessageException;
import io.fettle.protocol.TokenText;
import io.fettle.security.account.AttemptLimiter.Verdict;
import io.fettle.security.audit.AuditWriter;
import io.fettle.security.pki.SigningRequest;
import io.fettle.spi.store.EnrolmentTokenStore;
import io.fettle.spi.store.EnrolmentTokenStore.TokenRow;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Lets machines join that prove a token. Steps: 1 limit the place, 2 read within bounds, 3 find the token, 4 check its
 * proof, 5 check that the key is held, 6 claim a use, 7 make the member, 8 certify the key durably, 9 answer. A step that
 * was cut off is done again by the machine's next try, with the same id. Thread-safe.
 */
@Component(service = Enrolment.class)
public final class TokenEnrolment implements Enrolment {
    private static final int MAX_REQUEST = 32 * 1024;
    private static final int NONCE_BYTES = 16;
    /** Wide: a request only ever yields the certificate of its own key, and new computers often have wrong clocks. */
    private static final Duration MAX_AGE = Duration.ofDays(1);

    private final EnrolmentTokenStore tokens;
    private final Certifier certifier;
    private final Welcome welcome;
    private final SecureRandom random = new SecureRandom();
    private final AuditWriter audit;
    private final Clock clock;
    private final EnrolmentGate gate;

    /** A plug-in: the inventory may come and go. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile @Nullable Joining joining;

    @Activate
    public TokenEnrolment(
            @Reference EnrolmentTokenStore tokens,
            @Reference Certifier certifier,
            @Reference Welcome welcome,
            @Reference Audit audit) {
        this(tokens, certifier, welcome, audit, Clock.systemUTC());
    }

    TokenEnrolment(EnrolmentTokenStore tokens, Certifier certifier, Welcome welcome, Audit audit, Clock clock) {
        this.tokens = tokens;
        this.certifier = certifier;
        this.welcome = welcome;
        this.audit = new AuditWriter(audit, clock);
        this.clock = clock;
        this.gate = new EnrolmentGate(clock);
    }

    @Override
    public byte[] enrol(byte[] request, Origin origin) {
        // 1
        Verdict verdict = gate.enter(origin);
        if (verdict != Verdict.GO_ON) {
            if (verdict == Verdict.BLOCKED) {
                audit.refused(actor(origin), "enrolment.blocked", "", Map.of());
            }
            throw unavailable("Too many enrolments from here; try again in some minutes");
        }
        Joining members = joining;
        if (members == null) {
            throw unavailable("This server takes in nobody at present: its inventory is not running");
        }
        // 2
        EnrolRequest read = read(request, origin);
        // 3
        TokenRow token =
                tokens.find(read.tokenId()).orElseThrow(() -> refused(EnrolmentRefusal.UNKNOWN_TOKEN, read, origin));
        // 4
        if (!MessageDigest.isEqual(TokenText.hmac(token.proofKey(), read.proofInput()), read.proof())) {
            throw refused(EnrolmentRefusal.WRONG_PROOF, read, origin);
        }
        if (Duration.between(read.issuedAt(), clock.instant()).abs().compareTo(MAX_AGE) > 0) {
            throw refused(EnrolmentRefusal.STALE, read, origin);
        }
        // 5
        PublicKey key =
                SigningRequest.provenKey(read.csr()).orElseThrow(() -> refused(EnrolmentRefusal.BAD_KEY, read, origin));
        byte[] reply = join(token.token(), key, read, origin, members).encode();
        gate.succeeded(origin);
        return reply;
    }

    private EnrolRequest read(byte[] request, Origin origin) {
        if (request.length <= MAX_REQUEST) {
            try {
                EnrolRequest read = EnrolRequest.decode(request);
                if (read.nonce().length == NONCE_BYTES) {
                    return read;
                }
            } catch (MalformedMessageException e) {
                throw refused(EnrolmentRefusal.MALFORMED, "", origin);
            }
        }
        throw refused(EnrolmentRefusal.MALFORMED, "", origin);
    }

    private EnrolReply join(EnrolmentToken token, PublicKey key, EnrolRequest request, Origin origin, Joining members) {
        EnrolmentRefusal objection = certifier.objection(token.role(), key).orElse(null);
        if (objection != null) {
            throw refused(objection, request, origin);
        }
        // 6
        Instant now = clock.instant();
        KeyId keyId = KeyId.of(key);
        String id = tokens.claim(token.id(), keyId, newId(token.role()), now)
                .orElseThrow(() -> refused(EnrolmentRefusal.TOKEN_ENDED, request, origin));
        if (certifier.isAnother(id, key)) {
            tokens.release(token.id(), keyId);
            throw refused(EnrolmentRefusal.KEY_OF_ANOTHER_MEMBER, request, origin);
        }
        // 7
        try {
            takeIn(members, token, id, now);
        } catch (FettleException e) {
            if (!isVerdict(e)) {
                // Something is out of order here, not there: the claim stays, so that the next try gets the same id.
                throw e;
            }
            tokens.release(token.id(), keyId);
            throw refused(EnrolmentRefusal.NOT_TAKEN_IN, request, origin);
        }
        // 8
        List<byte[]> chain = certifier.certify(token, id, key);
        audit.done(
                actor(origin),
                "enrolment.done",
                (token.role() == PeerRole.AGENT ? "computer:" : "relay:") + id,
                Map.of("token", token.id(), "hostname", request.hostname(), "version", request.version()));
        // 9
        return welcome.reply(id, chain, certifier.isQuarantined(key), clock);
    }

    private String newId(PeerRole role) {
        return Ids.random(role == PeerRole.AGENT ? "c" : "r", random);
    }

    private static boolean isVerdict(FettleException e) {
        return switch (e.code().category()) {
            case USER, NOT_FOUND, CONFLICT, DENIED -> true;
            case RESOURCES, EXTERNAL, INTERNAL -> false;
        };
    }

    private static void takeIn(Joining members, EnrolmentToken token, String id, Instant now) {
        switch (token.role()) {
            case AGENT ->
                members.computerJoins(new ComputerId(id), token.officeId(), token.groups(), token.autoApprove(), now);
            case RELAY -> members.relayJoins(id, token.officeId(), token.names(), now);
        }
    }

    private FettleException refused(EnrolmentRefusal why, EnrolRequest request, Origin origin) {
        return refused(why, request.tokenId(), origin);
    }

    private FettleException refused(EnrolmentRefusal why, String tokenId, Origin origin) {
        audit.refused(
                actor(origin),
                "enrolment.refused",
                tokenId.isEmpty() ? "" : "token:" + tokenId,
                Map.of("why", why.code()));
        return new FettleException(
                EnrolmentError.ENROLMENT_REFUSED, "This machine may not join; the server's audit says why");
    }

    private static FettleException unavailable(String message) {
        return new FettleException(EnrolmentError.ENROLMENT_UNAVAILABLE, message);
    }

    private static String actor(Origin origin) {
        return origin.relayId().isEmpty() ? AuditWriter.address(origin.remoteAddress()) : "relay:" + origin.relayId();
    }
}
