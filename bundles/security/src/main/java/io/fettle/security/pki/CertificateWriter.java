package io.fettle.security.pki;

import io.fettle.api.Digest;
import io.fettle.security.network.HostName;
import java.math.BigInteger;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Writes certificates: ECDSA P-256 over SHA-256, every field chosen here. Thread-safe. */
final class CertificateWriter {
    private static final String ORGANISATION = "Fettle";
    private static final int SERIAL_BITS = 127;

    private final Clock clock;
    private final SecureRandom random;

    CertificateWriter(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    X509Certificate root(KeyPair pair, Validity validity) {
        X500Name name = new X500NameBuilder()
                .addRDN(BCStyle.O, ORGANISATION)
                .addRDN(BCStyle.CN, "Fettle root " + shortId(pair.getPublic()))
                .build();
        try {
            X509v3CertificateBuilder builder =
                    builder(name, validity, clock.instant().plus(validity.length()), name, pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            addKeyIds(builder, pair.getPublic(), pair.getPublic());
            return sign(builder, pair.getPrivate());
        } catch (CertIOException e) {
            throw new IllegalStateException("The root certificate could not be written", e);
        }
    }

    X509Certificate intermediate(Authority authority, PublicKey key, Identity root, Validity validity) {
        X500Name subject = unit(authority)
                .addRDN(BCStyle.CN, "Fettle " + authority.unit() + " " + shortId(key))
                .build();
        try {
            X509v3CertificateBuilder builder = issuedBy(root, subject, key, validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(authority.purposes()));
            builder.addExtension(
                    Extension.nameConstraints,
                    true,
                    NameLimits.of(unit(authority).build(), authority.namesHosts()));
            return sign(builder, root.key());
        } catch (CertIOException e) {
            throw new IllegalStateException("The certificate of " + subject + " could not be written", e);
        }
    }

    /** @param names host names and addresses; empty for none */
    X509Certificate leaf(
            Authority authority,
            String commonName,
            Collection<String> names,
            PublicKey key,
            Identity issuer,
            Validity validity) {
        X500Name subject = unit(authority).addRDN(BCStyle.CN, commonName).build();
        try {
            X509v3CertificateBuilder builder = issuedBy(issuer, subject, key, validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(authority.purposes()));
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, hosts(names));
            }
            return sign(builder, issuer.key());
        } catch (CertIOException e) {
            throw new IllegalStateException("The certificate of " + subject + " could not be written", e);
        }
    }

    private static GeneralNames hosts(Collection<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> HostName.normalise(name)
                        .orElseThrow(() -> new IllegalArgumentException("Not a host name or address: " + name)))
                .map(name ->
                        new GeneralName(HostName.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static X500NameBuilder unit(Authority authority) {
        return new X500NameBuilder().addRDN(BCStyle.O, ORGANISATION).addRDN(BCStyle.OU, authority.unit());
    }

    private X509v3CertificateBuilder issuedBy(Identity issuer, X500Name subject, PublicKey key, Validity validity)
            throws CertIOException {
        X500Name issuerName = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        Instant wanted = clock.instant().plus(validity.length());
        Instant issuerEnds = issuer.certificate().getNotAfter().toInstant();
        X509v3CertificateBuilder builder =
                builder(issuerName, validity, wanted.isBefore(issuerEnds) ? wanted : issuerEnds, subject, key);
        addKeyIds(builder, key, issuer.certificate().getPublicKey());
        return builder;
    }

    private X509v3CertificateBuilder builder(
            X500Name issuer, Validity validity, Instant notAfter, X500Name subject, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                Date.from(clock.instant().minus(validity.backdated())),
                Date.from(notAfter),
                subject,
                key);
    }

    private static void addKeyIds(X509v3CertificateBuilder builder, PublicKey key, PublicKey issuer)
            throws CertIOException {
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            builder.addExtension(Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(issuer));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    private X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setSecureRandom(random)
                            .build(key)));
        } catch (OperatorCreationException | CertificateException e) {
            throw new IllegalStateException("The certificate could not be signed", e);
        }
    }

    private static String shortId(PublicKey key) {
        return Digest.of(key.getEncoded()).hex().substring(0, 8);
    }

    /**
     * How long a certificate is good.
     *
     * @param backdated how far before now it begins, because the clocks of others are late
     */
    record Validity(Duration length, Duration backdated) {}
}
