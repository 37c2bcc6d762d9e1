package io.fettle.api.trust;

import java.util.List;
import java.util.Set;

/** What every signed reply tells a computer about the network of servers. Thread-safe, does not block. */
public interface Network {
    /** Addresses {@code host:port} under which the server's HTTPS is reached, best first. */
    List<String> serverAddresses();

    /** Certificates that are revoked and not yet out of date. */
    Set<KeyId> revoked();

    /** The root certificate of our CA, DER. */
    byte[] rootCertificate();
}
