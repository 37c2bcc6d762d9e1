package io.fettle.member;

import io.fettle.api.FettleException;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Purposes;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.NetworkInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose replies and orders this machine believes: the server's certificate as of the enrolment, or the one that came in its
 * place since, which is on disk before it counts. Whatever comes, it has to hang on the root of the enrolment and be made
 * for orders. Thread-safe for readers; one writer.
 */
public final class OrdersTrust {
    private static final Logger LOG = LoggerFactory.getLogger(OrdersTrust.class);
    private static final String FILE = "orders.chain";
    private static final int MAX = 64 * 1024;

    private final X509Certificate root;
    private final PrivateDirectory files;
    private volatile List<X509Certificate> chain;

    /** @param files where the identity is */
    public OrdersTrust(Identity identity, PrivateDirectory files) {
        this.root = identity.root();
        this.files = files;
        this.chain = stored().orElse(identity.ordersCertificates());
    }

    /** A new identity starts from what its enrolment says. */
    static void forget(PrivateDirectory files) {
        files.delete(FILE);
    }

    /**
     * Checks who signed an envelope. A reply may bring the certificate that it is to be checked by, where the server has a
     * new one; this is then the one that counts.
     *
     * @throws FettleException unless it was our server, with a certificate that holds, and the signature does
     */
    public void verify(Envelope envelope, Set<KeyId> revoked, Instant now) {
        KeyId signer = envelope.header().signer();
        if (revoked.contains(signer)) {
            throw notOurs("its signer is revoked");
        }
        List<X509Certificate> known = chain;
        if (names(known, signer) && holds(known, now)) {
            envelope.verify(known.get(0).getPublicKey());
            return;
        }
        List<X509Certificate> brought = brought(envelope);
        List<X509Certificate> its = names(brought, signer) ? brought : known;
        if (!names(its, signer)) {
            throw notOurs("its signer is not our server");
        }
        Chains.verify(its, root, Purposes.ORDER_SIGNING, now);
        envelope.verify(its.get(0).getPublicKey());
        believe(its);
    }

    /**
     * Takes over a certificate that is to count from now on; one that does not hold changes nothing.
     *
     * @param der from a verified reply, leaf first; empty where it says nothing of that
     */
    public void learn(List<byte[]> der, Set<KeyId> revoked, Instant now) {
        if (der.isEmpty()) {
            return;
        }
        try {
            List<X509Certificate> told = Chains.decode(der);
            if (told.equals(chain)) {
                return;
            }
            Chains.verify(told, root, Purposes.ORDER_SIGNING, now);
            if (revoked.contains(KeyId.of(told.get(0).getPublicKey()))) {
                throw notOurs("its certificate for orders is revoked");
            }
            believe(told);
        } catch (FettleException e) {
            LOG.warn("The server told of a certificate for orders that is not taken: {}", e.getMessage());
        }
    }

    /** DER after DER, leaf first. */
    public byte[] encoded() {
        return encoded(chain);
    }

    private void believe(List<X509Certificate> next) {
        if (!next.equals(chain)) {
            files.write(FILE, encoded(next));
            chain = List.copyOf(next);
            LOG.info(
                    "The server signs with certificate {} from now on",
                    next.get(0).getSerialNumber().toString(16));
        }
    }

    private boolean holds(List<X509Certificate> certificates, Instant now) {
        try {
            Chains.verify(certificates, root, Purposes.ORDER_SIGNING, now);
            return true;
        } catch (FettleException e) {
            return false;
        }
    }

    /** Unverified. */
    private static List<X509Certificate> brought(Envelope envelope) {
        return envelope.header().kind() == MessageKind.REPLY
                ? Chains.decode(Reply.decode(envelope.payload())
                        .network()
                        .map(NetworkInfo::ordersChain)
                        .orElse(List.of()))
                : List.of();
    }

    private static boolean names(List<X509Certificate> certificates, KeyId signer) {
        return !certificates.isEmpty()
                && KeyId.of(certificates.get(0).getPublicKey()).equals(signer);
    }

    private Optional<List<X509Certificate>> stored() {
        return files.read(FILE, MAX).map(OrdersTrust::decoded).filter(this::endsInRoot);
    }

    /** Another root belongs to an enrolment before this one. */
    private boolean endsInRoot(List<X509Certificate> certificates) {
        return certificates.size() >= 2
                && certificates.get(certificates.size() - 1).equals(root);
    }

    private static List<X509Certificate> decoded(byte[] der) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            LOG.warn("{} is damaged; the certificate of the enrolment counts until the server tells its own", FILE, e);
            return List.of();
        }
    }

    private static byte[] encoded(List<X509Certificate> certificates) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (X509Certificate certificate : certificates) {
                all.writeBytes(certificate.getEncoded());
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate without an encoded form", e);
        }
        return all.toByteArray();
    }

    private static FettleException notOurs(String why) {
        return new FettleException(MemberError.NOT_FROM_OUR_SERVER, "A sealed message is not taken: " + why);
    }
}
