package io.fettle.security.pki;

import java.io.IOException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;

/** Reads public keys that others made: P-256 only, one form only, points of the curve only. */
public final class PublicKeys {
    private static final int UNCOMPRESSED_LENGTH = 65;

    private PublicKeys() {}

    /** Empty where it is not a P-256 key in its one accepted form (named curve, uncompressed point). */
    static Optional<PublicKey> accept(SubjectPublicKeyInfo info) {
        if (!X9ObjectIdentifiers.id_ecPublicKey.equals(info.getAlgorithm().getAlgorithm())
                || !SECObjectIdentifiers.secp256r1.equals(info.getAlgorithm().getParameters())) {
            return Optional.empty();
        }
        byte[] point = info.getPublicKeyData().getOctets();
        if (point.length != UNCOMPRESSED_LENGTH || point[0] != 4 || !onCurve(point)) {
            return Optional.empty();
        }
        try {
            byte[] encoded = info.getEncoded();
            PublicKey key = decode(encoded);
            return Arrays.equals(key.getEncoded(), encoded) ? Optional.of(key) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** From the SubjectPublicKeyInfo of a key that was accepted earlier. */
    public static PublicKey decode(byte[] subjectPublicKeyInfo) {
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
            if (key instanceof ECPublicKey) {
                return key;
            }
            throw new IllegalArgumentException("Not a public key on an elliptic curve");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has elliptic curves", e);
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("Not a public key on an elliptic curve", e);
        }
    }

    /** Of a certificate that we issued earlier. */
    public static PublicKey ofCertificate(byte[] der) {
        try {
            return Pem.parse(der).getPublicKey();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("Not a certificate", e);
        }
    }

    private static boolean onCurve(byte[] encoded) {
        try {
            ECPoint point = CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1)
                    .getCurve()
                    .decodePoint(encoded);
            return !point.isInfinity() && point.isValid();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
