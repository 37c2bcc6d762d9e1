package io.fettle.api.trust;

import javax.net.ssl.SSLContext;

/** TLS material of this server's or relay's own listeners. Present as a service once there is a certificate. */
public interface ListenerTls {
    /** Server side context: own key and chain; trusts client certificates of our own CA only. Renewed in place. */
    SSLContext context();
}
