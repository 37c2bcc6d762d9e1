package io.fettle.member;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Checks chains of certificates: leaf first, root last. */
public final class Chains {
    public static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    public static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private Chains() {}

    public static List<X509Certificate> decode(List<byte[]> der) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> chain = new ArrayList<>();
            for (byte[] certificate : der) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate)));
            }
            return chain;
        } catch (CertificateException e) {
            throw new FettleException(MemberError.UNTRUSTED_CHAIN, "A certificate cannot be read", e);
        }
    }

    static Digest fingerprint(X509Certificate certificate) {
        try {
            return Digest.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate without an encoded form", e);
        }
    }

    /** @throws FettleException unless the chain leads to {@code root} and serves {@code purpose} all the way */
    public static void verify(List<X509Certificate> chain, X509Certificate root, String purpose, Instant now) {
        if (chain.size() < 2 || !chain.get(chain.size() - 1).equals(root)) {
            throw new FettleException(
                    MemberError.UNTRUSTED_CHAIN,
                    "A chain of certificates does not end in the root that this computer trusts");
        }
        List<X509Certificate> belowRoot = chain.subList(0, chain.size() - 1);
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(belowRoot), parameters);
        } catch (GeneralSecurityException e) {
            throw new FettleException(
                    MemberError.UNTRUSTED_CHAIN,
                    "The certificate of " + belowRoot.get(0).getSubjectX500Principal() + " does not hold: "
                            + e.getMessage(),
                    e);
        }
        if (!serves(belowRoot, purpose)) {
            throw new FettleException(
                    MemberError.UNTRUSTED_CHAIN,
                    "The certificate of " + belowRoot.get(0).getSubjectX500Principal()
                            + " was made for something else");
        }
    }

    /**
     * Whether every certificate below the root names the purpose. The platform looks at the leaf alone, and a stolen
     * issuer of one kind must not be able to write certificates of another.
     */
    public static boolean serves(List<X509Certificate> belowRoot, String purpose) {
        try {
            for (X509Certificate certificate : belowRoot) {
                List<String> purposes = certificate.getExtendedKeyUsage();
                if (purposes == null || !purposes.contains(purpose)) {
                    return false;
                }
            }
            return true;
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
