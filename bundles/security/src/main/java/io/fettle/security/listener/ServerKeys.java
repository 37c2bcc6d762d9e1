package io.fettle.security.listener;

import io.fettle.security.pki.Authority;
import io.fettle.security.pki.Identity;
import io.fettle.security.pki.Pki;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the server's present certificate in each new handshake. A handshake that began before a renewal ends with the key
 * it began with: aliases are serial numbers, and the few that were ever shown are kept. Thread-safe.
 */
final class ServerKeys extends X509ExtendedKeyManager {
    private static final String KEY_TYPE = "EC";

    private final Pki pki;
    private final Map<String, Identity> shown = new ConcurrentHashMap<>();

    ServerKeys(Pki pki) {
        this.pki = pki;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = choose(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Identity identity = shown.get(alias);
        return identity == null
                ? null
                : pki.chain(Authority.SERVER, identity.certificate()).toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Identity identity = shown.get(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private @Nullable String choose(String keyType) {
        if (!KEY_TYPE.equals(keyType)) {
            return null;
        }
        Identity server = pki.server();
        String alias = server.certificate().getSerialNumber().toString(16);
        shown.put(alias, server);
        return alias;
    }
}
