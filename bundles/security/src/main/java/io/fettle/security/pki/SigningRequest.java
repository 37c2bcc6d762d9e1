package io.fettle.security.pki;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** A PKCS#10 request, of which nothing counts but the public key: names, extensions and attributes are never read. */
public final class SigningRequest {
    private static final int MAX_BYTES = 4096;

    private SigningRequest() {}

    /** The key, if it is a P-256 key and whoever made the request holds its secret half; otherwise empty. */
    public static Optional<PublicKey> provenKey(byte[] der) {
        if (der.length == 0 || der.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
            if (!X9ObjectIdentifiers.ecdsa_with_SHA256.equals(
                    request.getSignatureAlgorithm().getAlgorithm())) {
                return Optional.empty();
            }
            Optional<PublicKey> key = PublicKeys.accept(request.getSubjectPublicKeyInfo());
            if (key.isEmpty() || !request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key.get()))) {
                return Optional.empty();
            }
            return key;
        } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
            // A hostile structure makes the parser fail in ways that it does not declare; all of them mean "no".
            return Optional.empty();
        }
    }
}
