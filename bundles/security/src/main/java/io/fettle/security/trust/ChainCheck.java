package io.fettle.security.trust;

import io.fettle.api.Digest;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.security.pki.Authority;
import io.fettle.security.pki.CertificateNames;
import io.fettle.security.pki.Pki;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a certificate is one of ours, and for which role. Uses nothing but its first certificate of what the client
 * sent: the intermediate and the root are our own. A signature that was found good is remembered for a bounded number of
 * certificates; dates count anew each time. Thread-safe.
 */
final class ChainCheck {
    private static final int MAX_REMEMBERED = 20_000;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

    private final Pki pki;
    private final Clock clock;
    private final Map<Digest, Verified> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Verified> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    ChainCheck(Pki pki, Clock clock) {
        this.pki = pki;
        this.clock = clock;
    }

    Optional<Verified> check(X509Certificate leaf) {
        try {
            Digest name = Digest.of(leaf.getEncoded());
            Verified known = recall(name);
            if (known == null) {
                known = verify(leaf).orElse(null);
                if (known == null) {
                    return Optional.empty();
                }
                remember(name, known);
            }
            Instant now = clock.instant();
            return now.isBefore(known.from()) || !now.isBefore(known.until()) ? Optional.empty() : Optional.of(known);
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private @Nullable Verified recall(Digest name) {
        synchronized (remembered) {
            return remembered.get(name);
        }
    }

    private void remember(Digest name, Verified verified) {
        synchronized (remembered) {
            remembered.put(name, verified);
        }
    }

    private Optional<Verified> verify(X509Certificate leaf) throws CertificateException {
        for (PeerRole role : PeerRole.values()) {
            X509Certificate intermediate = pki.certificate(authority(role));
            if (leaf.getIssuerX500Principal().equals(intermediate.getSubjectX500Principal())
                    && mayBeClient(leaf)
                    && pathIsGood(leaf, intermediate)) {
                return CertificateNames.commonName(leaf).map(id -> verified(role, id, leaf, intermediate));
            }
        }
        return Optional.empty();
    }

    private static Authority authority(PeerRole role) {
        return switch (role) {
            case AGENT -> Authority.AGENTS;
            case RELAY -> Authority.RELAYS;
        };
    }

    private static boolean mayBeClient(X509Certificate leaf) throws CertificateParsingException {
        List<String> purposes = leaf.getExtendedKeyUsage();
        boolean[] usage = leaf.getKeyUsage();
        return leaf.getBasicConstraints() < 0
                && usage != null
                && usage[DIGITAL_SIGNATURE]
                && purposes != null
                && purposes.contains(CLIENT_AUTHENTICATION);
    }

    private boolean pathIsGood(X509Certificate leaf, X509Certificate intermediate) {
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf, intermediate));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(pki.root(), null)));
            // Revocation is looked up in our own register, by key.
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Verified verified(PeerRole role, String id, X509Certificate leaf, X509Certificate intermediate) {
        Instant from = leaf.getNotBefore().toInstant();
        Instant until = leaf.getNotAfter().toInstant();
        Instant issuerUntil = intermediate.getNotAfter().toInstant();
        return new Verified(
                role, id, KeyId.of(leaf.getPublicKey()), from, until.isBefore(issuerUntil) ? until : issuerUntil);
    }

    /** What a certificate of ours says. */
    record Verified(PeerRole role, String id, KeyId key, Instant from, Instant until) {}
}
