package io.fettle.applier;

import io.fettle.api.trust.Purposes;
import io.fettle.protocol.KeySigner;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
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
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A root with intermediates for orders and for agents, as the server has them. */
final class TestAuthority {
    private static final AtomicLong SERIALS = new AtomicLong(1);
    private static final KeyPurposeId ORDERS =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier(Purposes.ORDER_SIGNING));

    private final Instant now;
    private final Pair root;

    TestAuthority(Instant now) {
        this.now = now;
        this.root = issue("root", null, null, true);
    }

    /** A key with its certificate first, the root last. */
    record Pair(PrivateKey key, List<X509Certificate> chain) {
        KeySigner signer() {
            return new KeySigner(key, chain, 1);
        }

        byte[] chainDer() {
            try {
                ByteArrayOutputStream der = new ByteArrayOutputStream();
                for (X509Certificate certificate : chain) {
                    der.writeBytes(certificate.getEncoded());
                }
                return der.toByteArray();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    String rootPem() {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(root.chainDer())
                + "\n-----END CERTIFICATE-----\n";
    }

    Pair orderSigner() {
        return issue("orders", issue("orders issuer", root, ORDERS, true), ORDERS, false);
    }

    Pair agent() {
        return issue(
                "agent",
                issue("agents issuer", root, KeyPurposeId.id_kp_clientAuth, true),
                KeyPurposeId.id_kp_clientAuth,
                false);
    }

    /** A certificate for orders out of the agents' intermediate: what a thief of that one key could write. */
    Pair orderSignerFromAgents() {
        return issue("false orders", issue("agents issuer", root, KeyPurposeId.id_kp_clientAuth, true), ORDERS, false);
    }

    private Pair issue(String name, @Nullable Pair issuer, @Nullable KeyPurposeId purpose, boolean issues) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair own = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name);
            X500Name issuerName = issuer == null
                    ? subject
                    : new X500Name(
                            issuer.chain().get(0).getSubjectX500Principal().getName());
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuerName,
                    BigInteger.valueOf(SERIALS.getAndIncrement()),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(365))),
                    subject,
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issues));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(issues ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            PrivateKey signing = issuer == null ? own.getPrivate() : issuer.key();
            List<X509Certificate> chain = new ArrayList<>();
            chain.add(new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing))));
            if (issuer != null) {
                chain.addAll(issuer.chain());
            }
            return new Pair(own.getPrivate(), List.copyOf(chain));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
