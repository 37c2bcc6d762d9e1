package io.fettle.security.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A secret key and its certificate. Never printed. */
public record Identity(PrivateKey key, X509Certificate certificate) {
    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal() + "]";
    }
}
