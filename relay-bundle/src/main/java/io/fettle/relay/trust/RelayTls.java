package io.fettle.relay.trust;

import io.fettle.api.trust.ListenerTls;
import io.fettle.api.trust.Peers;
import io.fettle.member.Identity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** TLS of this relay's notification port. Thread-safe. */
@Component
public final class RelayTls implements ListenerTls {
    private static final char[] IN_MEMORY_ONLY = "in-memory".toCharArray();

    private final SSLContext context;

    @Activate
    public RelayTls(@Reference Membership membership, @Reference Peers peers) {
        Identity identity = membership.identity();
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    "own",
                    identity.keys().getPrivate(),
                    IN_MEMORY_ONLY,
                    identity.chain().toArray(new X509Certificate[0]));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, IN_MEMORY_ONLY);
            context = SSLContext.getInstance("TLS");
            context.init(
                    keys.getKeyManagers(), new TrustManager[] {new AgentTrust(peers, identity)}, new SecureRandom());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This relay's own certificate cannot be used", e);
        }
    }

    @Override
    public SSLContext context() {
        return context;
    }
}
