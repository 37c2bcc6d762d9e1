package io.fettle.member;

import io.fettle.api.Digest;
import io.fettle.api.trust.KeyId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** TLS as this computer speaks it. */
public final class TlsContexts {
    private static final char[] IN_MEMORY_ONLY = "in-memory".toCharArray();

    private TlsContexts() {}

    /** Before there is an identity: believes only whoever hangs on the root with this fingerprint, and shows nothing. */
    public static SSLContext joining(Digest rootFingerprint) {
        return context(
                new KeyManager[0],
                new RootTrustManager(c -> Chains.fingerprint(c).equals(rootFingerprint), Set::of));
    }

    /** Shows this computer's certificate. @param revoked asked at every handshake */
    public static SSLContext of(Identity identity, Supplier<Set<KeyId>> revoked) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    "own",
                    identity.keys().getPrivate(),
                    IN_MEMORY_ONLY,
                    identity.chain().toArray(new X509Certificate[0]));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, IN_MEMORY_ONLY);
            return context(factory.getKeyManagers(), new RootTrustManager(identity.root()::equals, revoked));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This computer's own certificate cannot be used", e);
        }
    }

    private static SSLContext context(KeyManager[] own, TrustManager peers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own, new TrustManager[] {peers}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }
}
