package io.fettle.api.trust;

import java.security.cert.X509Certificate;
import java.util.List;

/** Signs envelopes with one key (ECDSA P-256 over SHA-256, DER). Thread-safe. */
public interface Signer {
    KeyId keyId();

    byte[] sign(byte[] content);

    /** The signer's certificate first, its issuers after it, the root last. */
    List<X509Certificate> chain();

    /** Grows when a server is restored from an old backup, so that its new orders outrank the lost ones. */
    int epoch();
}
