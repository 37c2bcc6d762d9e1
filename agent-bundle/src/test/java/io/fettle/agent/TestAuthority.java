package io.fettle.agent;

import io.fettle.api.Digest;
import io.fettle.api.trust.Purposes;
import io.fettle.protocol.KeySigner;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root with intermediates, as the server has them. */
public final class TestAuthority {
    private static final AtomicLong SERIALS = new AtomicLong(1);
    private static final KeyPurposeId ORDERS =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier(Purposes.ORDER_SIGNING));

    private final Instant now;
    private final Pair root;
    private final Pair servers;
    private final Pair agents;
    private final Pair orders;

    public TestAuthority(Instant now) {
        this.now = now;
        this.root = issue("root", null, null, null, true, null);
        this.servers = issue("server", root, KeyPurposeId.id_kp_serverAuth, null, true, null);
        this.agents = issue("agents", root, KeyPurposeId.id_kp_clientAuth, null, true, null);
        this.orders = issue("orders", root, ORDERS, null, true, null);
    }

    /** A key with its certificate first, the root last. */
    public record Pair(PrivateKey key, List<X509Certificate> chain) {
        X509Certificate certificate() {
            return chain.get(0);
        }

        public List<byte[]> der() {
            return chain.stream().map(Pair::encoded).toList();
        }

        public KeySigner signer() {
            return new KeySigner(key, chain, 1);
        }

        private static byte[] encoded(X509Certificate certificate) {
            try {
                return certificate.getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public Digest fingerprint() {
        return Digest.of(root.der().get(0));
    }

    /** For {@code localhost} and {@code 127.0.0.1}. */
    public Pair server() {
        return server(
                new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    }

    public Pair server(GeneralName... names) {
        return issue("a server", servers, KeyPurposeId.id_kp_serverAuth, null, false, new GeneralNames(names));
    }

    public Pair agent(PublicKey key) {
        return issue("an agent", agents, KeyPurposeId.id_kp_clientAuth, key, false, null);
    }

    public Pair agent() {
        return issue("an agent", agents, KeyPurposeId.id_kp_clientAuth, null, false, null);
    }

    /** A certificate for servers out of the agents' intermediate: what a thief of that one key could write. */
    public Pair serverFromAgents() {
        return issue(
                "a false server",
                agents,
                KeyPurposeId.id_kp_serverAuth,
                null,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
    }

    public Pair orderSigner() {
        return issue("an order signer", orders, ORDERS, null, false, null);
    }

    /** Another certificate for the same key. */
    public Pair renewed(Pair signer, Duration goodFor) {
        PublicKey key = signer.certificate().getPublicKey();
        return new Pair(
                signer.key(),
                issue("an order signer", orders, ORDERS, key, false, null, goodFor)
                        .chain());
    }

    private Pair issue(
            String name, Pair issuer, KeyPurposeId purpose, PublicKey theirs, boolean issues, GeneralNames names) {
        return issue(name, issuer, purpose, theirs, issues, names, Duration.ofDays(365));
    }

    private Pair issue(
            String name,
            Pair issuer,
            KeyPurposeId purpose,
            PublicKey theirs,
            boolean issues,
            GeneralNames names,
            Duration goodFor) {
        try {
            KeyPair own = keyPair();
            X500Name subject = new X500Name("CN=" + name);
            X500Name issuerName = issuer == null
                    ? subject
                    : new X500Name(
                            issuer.certificate().getSubjectX500Principal().getName());
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuerName,
                    BigInteger.valueOf(SERIALS.getAndIncrement()),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(goodFor)),
                    subject,
                    theirs == null ? own.getPublic() : theirs);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issues));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(issues ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (names != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            PrivateKey signing = issuer == null ? own.getPrivate() : issuer.key();
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing)));
            java.util.ArrayList<X509Certificate> chain = new java.util.ArrayList<>(List.of(certificate));
            if (issuer != null) {
                chain.addAll(issuer.chain());
            }
            return new Pair(own.getPrivate(), List.copyOf(chain));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
