package io.fettle.security.listener;

import io.fettle.api.trust.Peers;
import io.fettle.security.pki.Authority;
import io.fettle.security.pki.Pki;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Lets in who {@link Peers} knows, and nobody else; trusts no server. Thread-safe. */
final class PeerTrust extends X509ExtendedTrustManager {
    private final Pki pki;
    private final Peers peers;

    PeerTrust(Pki pki, Peers peers) {
        this.pki = pki;
        this.peers = peers;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (peers.authenticate(List.of(chain)).isEmpty()) {
            throw new CertificateException("Not the certificate of a present member");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("This side of TLS is a server's");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    /** Tells clients which of their certificates to show. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {pki.certificate(Authority.AGENTS), pki.certificate(Authority.RELAYS)};
    }
}
