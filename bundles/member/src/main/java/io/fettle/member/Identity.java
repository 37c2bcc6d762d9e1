package io.fettle.member;

import io.fettle.api.FettleException;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Purposes;
import io.fettle.api.trust.Signer;
import io.fettle.protocol.EnrolReply;
import io.fettle.protocol.KeySigner;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Who this computer is, and whom it believes. Immutable. */
public final class Identity {
    private final KeyPair keys;
    private final EnrolReply reply;
    private final List<X509Certificate> chain;
    private final List<X509Certificate> ordersChain;

    private Identity(KeyPair keys, EnrolReply reply) {
        this.keys = keys;
        this.reply = reply;
        this.chain = Chains.decode(reply.chain());
        this.ordersChain = Chains.decode(reply.ordersChain());
        if (chain.size() < 2 || ordersChain.size() < 2) {
            throw new FettleException(MemberError.BAD_ENROLMENT, "An enrolment came without its certificates");
        }
    }

    /** What was stored after {@link #verified}. */
    static Identity stored(KeyPair keys, EnrolReply reply) {
        return new Identity(keys, reply);
    }

    /** @throws FettleException unless everything in the reply hangs on {@code root} and is for these keys */
    static Identity verified(KeyPair keys, EnrolReply reply, X509Certificate root, Instant now) {
        Identity identity = new Identity(keys, reply);
        Chains.verify(identity.chain, root, Chains.CLIENT_AUTH, now);
        Chains.verify(identity.ordersChain, root, Purposes.ORDER_SIGNING, now);
        if (!identity.chain.get(0).getPublicKey().equals(keys.getPublic())) {
            throw new FettleException(
                    MemberError.BAD_ENROLMENT, "An enrolment came with a certificate for another key");
        }
        return identity;
    }

    public String id() {
        return reply.id();
    }

    public KeyId keyId() {
        return KeyId.of(keys.getPublic());
    }

    /** Addresses of the server as told at the enrolment. */
    public List<String> addresses() {
        return reply.addresses();
    }

    public Signer signer() {
        return new KeySigner(keys.getPrivate(), chain, 0);
    }

    public X509Certificate root() {
        return chain.get(chain.size() - 1);
    }

    public List<X509Certificate> chain() {
        return chain;
    }

    public KeyPair keys() {
        return keys;
    }

    /** Of the certificate that signed replies and orders at the enrolment; see {@link OrdersTrust} for now. */
    List<X509Certificate> ordersCertificates() {
        return ordersChain;
    }
}
