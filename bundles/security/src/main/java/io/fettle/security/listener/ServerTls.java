package io.fettle.security.listener;

import io.fettle.api.trust.ListenerTls;
import io.fettle.api.trust.Peers;
import io.fettle.security.pki.Pki;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The server's side of TLS for listeners that take a context. Thread-safe. */
@Component
public final class ServerTls implements ListenerTls {
    private final SSLContext context;

    @Activate
    public ServerTls(@Reference Pki pki, @Reference Peers peers) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new ServerKeys(pki)},
                    new TrustManager[] {new PeerTrust(pki, peers)},
                    new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    @Override
    public SSLContext context() {
        return context;
    }
}
