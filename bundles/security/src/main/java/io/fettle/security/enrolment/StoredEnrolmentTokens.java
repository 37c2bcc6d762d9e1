package io.fettle.security.enrolment;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.audit.Audit;
import io.fettle.api.enrolment.EnrolmentError;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.enrolment.EnrolmentTokens;
import io.fettle.api.enrolment.Joining;
import io.fettle.api.identity.Caller;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.TokenText;
import io.fettle.security.audit.AuditWriter;
import io.fettle.security.network.HostName;
import io.fettle.security.pki.Pki;
import io.fettle.spi.store.EnrolmentTokenStore;
import io.fettle.spi.store.EnrolmentTokenStore.TokenRow;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Enrolment tokens over their store, which never learns a secret. Thread-safe. */
@Component
public final class StoredEnrolmentTokens implements EnrolmentTokens {
    private static final int MAX_USES = 10_000;
    private static final Duration MAX_VALIDITY = Duration.ofDays(30);
    private static final int MAX_LIST = 20;
    private static final int MAX_TEXT = 100;
    private static final int SECRET_BYTES = 32;

    private final EnrolmentTokenStore store;
    private final AuditWriter audit;
    private final Clock clock;
    private final SecureRandom random;
    private final Digest root;

    /** A plug-in: the inventory may come and go. While it is away, an unknown office shows only when somebody joins. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile @Nullable Joining joining;

    @Activate
    public StoredEnrolmentTokens(@Reference EnrolmentTokenStore store, @Reference Pki pki, @Reference Audit audit) {
        this(store, pki, audit, Clock.systemUTC(), new SecureRandom());
    }

    StoredEnrolmentTokens(EnrolmentTokenStore store, Pki pki, Audit audit, Clock clock, SecureRandom random) {
        this.store = store;
        this.audit = new AuditWriter(audit, clock);
        this.clock = clock;
        this.random = random;
        try {
            this.root = Digest.of(pki.root().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The root certificate has no encoded form", e);
        }
    }

    @Override
    public IssuedToken create(Wish wish, Caller by) {
        check(wish);
        Joining members = joining;
        require(
                by.scope().sees(wish.officeId()) && (members == null || members.knowsOffice(wish.officeId())),
                "names an office that exists");
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        TokenText text = new TokenText(Ids.random("t", random), secret, root);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        EnrolmentToken token = new EnrolmentToken(
                text.id(),
                wish.role(),
                wish.officeId(),
                wish.groups(),
                wish.autoApprove(),
                wish.uses(),
                now,
                now.plus(wish.validity()).truncatedTo(ChronoUnit.MILLIS),
                Optional.empty(),
                by.name(),
                wish.names().stream()
                        .flatMap(n -> HostName.normalise(n).stream())
                        .distinct()
                        .toList());
        store.insert(new TokenRow(token, text.proofKey()));
        audit.done(
                AuditWriter.user(by),
                "token.created",
                "token:" + token.id(),
                Map.of(
                        "role", token.role().name(),
                        "office", token.officeId(),
                        "uses", String.valueOf(token.usesLeft()),
                        "autoApprove", String.valueOf(token.autoApprove())));
        return new IssuedToken(token, text.text());
    }

    @Override
    public Page<EnrolmentToken> list(Scope scope, PageRequest page) {
        return store.page(scope, page);
    }

    @Override
    public void revoke(String id, Caller by) {
        boolean visible = store.find(id)
                .filter(row -> by.scope().sees(row.token().officeId()))
                .isPresent();
        if (!visible || !store.revoke(id, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
            throw new FettleException(EnrolmentError.UNKNOWN_TOKEN, "There is no enrolment token of this id");
        }
        audit.done(AuditWriter.user(by), "token.revoked", "token:" + id, Map.of());
    }

    private static void check(Wish wish) {
        require(wish.uses() >= 1 && wish.uses() <= MAX_USES, "has 1 to " + MAX_USES + " uses");
        require(
                wish.validity().compareTo(Duration.ofSeconds(1)) >= 0
                        && wish.validity().compareTo(MAX_VALIDITY) <= 0,
                "is valid for one second to " + MAX_VALIDITY.toDays() + " days");
        require(isText(wish.officeId()), "names an office");
        require(
                wish.groups().size() <= MAX_LIST && wish.groups().stream().allMatch(StoredEnrolmentTokens::isText),
                "names at most " + MAX_LIST + " groups of 1 to " + MAX_TEXT + " characters");
        checkNames(wish.role(), wish.names());
    }

    private static void checkNames(PeerRole role, List<String> names) {
        if (role == PeerRole.AGENT) {
            require(names.isEmpty(), "for computers carries no host names");
            return;
        }
        require(
                !names.isEmpty() && names.size() <= MAX_LIST,
                "for a distribution server carries 1 to " + MAX_LIST + " host names or addresses");
        require(
                names.stream().allMatch(n -> HostName.normalise(n).isPresent()),
                "carries host names or addresses, without port or wildcard");
    }

    private static boolean isText(String text) {
        return !text.isBlank() && text.length() <= MAX_TEXT;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new FettleException(EnrolmentError.WISH_REFUSED, "An enrolment token " + rule);
        }
    }
}
