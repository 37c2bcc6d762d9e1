package io.fettle.security.enrolment;

import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.security.pki.Authority;
import io.fettle.security.pki.Pki;
import io.fettle.security.trust.KeyRegister;
import io.fettle.spi.store.CertificateStore;
import io.fettle.spi.store.CertificateStore.CertificateRow;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a key may become, and its certificate. Thread-safe. */
@Component(service = Certifier.class)
public final class Certifier {
    private final CertificateStore store;
    private final KeyRegister register;
    private final Pki pki;
    private final Clock clock;

    @Activate
    public Certifier(@Reference CertificateStore store, @Reference KeyRegister register, @Reference Pki pki) {
        this(store, register, pki, Clock.systemUTC());
    }

    Certifier(CertificateStore store, KeyRegister register, Pki pki, Clock clock) {
        this.store = store;
        this.register = register;
        this.pki = pki;
        this.clock = clock;
    }

    /** Why this key may never join in this role; empty where nothing speaks against it. */
    Optional<EnrolmentRefusal> objection(PeerRole role, PublicKey key) {
        KeyId id = KeyId.of(key);
        if (register.isRevoked(id)) {
            return Optional.of(EnrolmentRefusal.KEY_REVOKED);
        }
        return register.find(id)
                .filter(known -> known.role() != role)
                .map(known -> EnrolmentRefusal.KEY_OF_ANOTHER_MEMBER);
    }

    /** Whether the key already is a member, but another one. */
    boolean isAnother(String subjectId, PublicKey key) {
        return register.find(KeyId.of(key))
                .filter(known -> !known.subjectId().equals(subjectId))
                .isPresent();
    }

    boolean isQuarantined(PublicKey key) {
        return !register.isApproved(KeyId.of(key));
    }

    /** The certificate and its issuers, DER: the one that the key has, if that is in date, else a new one, durable. */
    List<byte[]> certify(EnrolmentToken token, String subjectId, PublicKey key) {
        Authority authority = authority(token.role());
        List<byte[]> chain = new ArrayList<>();
        chain.add(present(KeyId.of(key)).orElseGet(() -> issue(authority, token, subjectId, key)));
        chain.add(encoded(pki.certificate(authority)));
        chain.add(encoded(pki.root()));
        return chain;
    }

    private Optional<byte[]> present(KeyId key) {
        return store.find(key)
                .filter(row -> clock.instant().isBefore(row.notAfter()))
                .map(CertificateRow::der);
    }

    private byte[] issue(Authority authority, EnrolmentToken token, String subjectId, PublicKey key) {
        X509Certificate certificate = pki.issue(authority, subjectId, token.names(), key);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] der = encoded(certificate);
        register.add(
                new CertificateRow(
                        KeyId.of(key),
                        token.role(),
                        subjectId,
                        certificate.getSerialNumber().toString(16),
                        der,
                        token.role() == PeerRole.RELAY || token.autoApprove(),
                        now,
                        certificate.getNotAfter().toInstant(),
                        Optional.empty()),
                key);
        return der;
    }

    private static Authority authority(PeerRole role) {
        return switch (role) {
            case AGENT -> Authority.AGENTS;
            case RELAY -> Authority.RELAYS;
        };
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate of ours has no encoded form", e);
        }
    }
}
