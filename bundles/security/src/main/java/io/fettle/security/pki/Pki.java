package io.fettle.security.pki;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Our certification authority at work. Inside this bundle only. Thread-safe. */
public interface Pki {
    X509Certificate root();

    X509Certificate certificate(Authority authority);

    /** The key and certificate that this server shows on its listeners; a renewed one from one call to the next. */
    Identity server();

    /** The key and certificate that sign what this server says. */
    Identity orders();

    /** The certificate, its intermediate, the root. */
    List<X509Certificate> chain(Authority authority, X509Certificate certificate);

    /** A certificate for somebody else's key. Nothing in it comes from whoever asked, except the key. */
    X509Certificate issue(Authority authority, String commonName, Collection<String> names, PublicKey key);

    /** See {@link io.fettle.api.trust.Signer#epoch()}. */
    int epoch();

    /** Renews what is past two thirds of its life. @return whether the server's certificate is a new one */
    boolean renewDue();
}
