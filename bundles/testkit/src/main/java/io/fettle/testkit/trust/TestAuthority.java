package io.fettle.testkit.trust;

import io.fettle.api.trust.Purposes;
import io.fettle.protocol.KeySigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A root and one intermediate for each purpose, as a server has them; all good for a day around a given time. */
public final class TestAuthority {
    private static final AtomicLong SERIALS = new AtomicLong(1);
    private static final KeyPurposeId CLIENT = KeyPurposeId.id_kp_clientAuth;
    private static final KeyPurposeId SERVER = KeyPurposeId.id_kp_serverAuth;
    private static final KeyPurposeId ORDERS =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier(Purposes.ORDER_SIGNING));

    private final Instant now;
    private final Pair root;
    private final Pair agents;
    private final Pair relays;
    private final Pair orders;

    public TestAuthority(Instant now) {
        this.now = now;
        this.root = issue("root", null, true);
        this.agents = issue("agents", root, true, CLIENT);
        this.relays = issue("relays", root, true, CLIENT, SERVER);
        this.orders = issue("orders", root, true, ORDERS);
    }

    /** A key with its certificate first, the root last. */
    public record Pair(PrivateKey key, List<X509Certificate> chain) {
        public X509Certificate certificate() {
            return chain.get(0);
        }

        public KeySigner signer() {
            return new KeySigner(key, chain, 1);
        }

        /** All certificates one after the other, as they are handed over with an order. */
        public byte[] chainDer() {
            try {
                ByteArrayOutputStream der = new ByteArrayOutputStream();
                for (X509Certificate certificate : chain) {
                    der.writeBytes(certificate.getEncoded());
                }
                return der.toByteArray();
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public X509Certificate root() {
        return root.certificate();
    }

    public String rootPem() {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(root.chainDer())
                + "\n-----END CERTIFICATE-----\n";
    }

    public Pair agent(String name) {
        return issue(name, agents, false, CLIENT);
    }

    public Pair relay(String name) {
        return issue(name, relays, false, CLIENT, SERVER);
    }

    public Pair orderSigner() {
        return issue("order signer", orders, false, ORDERS);
    }

    /** What a thief of the agents' intermediate could write. */
    public Pair serverFromAgents() {
        return issue("false server", agents, false, SERVER);
    }

    /** A certificate for orders out of the agents' intermediate: what a thief of that one key could write as well. */
    public Pair orderSignerFromAgents() {
        return issue("false orders", agents, false, ORDERS);
    }

    /** Out of an agent's own key: a leaf that plays an issuer. */
    public Pair belowAnAgent(String name) {
        return issue(name, agent("issuing agent"), false, CLIENT);
    }

    private Pair issue(String name, @Nullable Pair issuer, boolean issues, KeyPurposeId... purposes) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair own = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name);
            X500Name from = issuer == null
                    ? subject
                    : new X500Name(
                            issuer.certificate().getSubjectX500Principal().getName());
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    from,
                    BigInteger.valueOf(SERIALS.getAndIncrement()),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    subject,
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issues));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(issues ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            if (purposes.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            PrivateKey signing = issuer == null ? own.getPrivate() : issuer.key();
            List<X509Certificate> chain = new ArrayList<>();
            chain.add(new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing))));
            if (issuer != null) {
                chain.addAll(issuer.chain());
            }
            return new Pair(own.getPrivate(), List.copyOf(chain));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
