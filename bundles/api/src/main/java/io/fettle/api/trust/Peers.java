package io.fettle.api.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Tells who a TLS client is. Asked on every request, because a resumed TLS session shows the original certificate:
 * checks chain, dates, issuer's role and revocation. Thread-safe, does not block.
 */
public interface Peers {
    /** Empty where the chain is not one of ours, out of date or revoked. */
    Optional<Peer> authenticate(List<X509Certificate> chain);
}
