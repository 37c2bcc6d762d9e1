package io.fettle.member;

import io.fettle.api.trust.KeyId;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes servers and relays below one root, whatever else the platform trusts: the chain holds, it was made for
 * servers, nobody in it is revoked, and it carries the host name that was asked for. Thread-safe.
 */
final class RootTrustManager extends X509ExtendedTrustManager {
    private static final int MAX_CHAIN = 5;

    private final Predicate<X509Certificate> isRoot;
    private final Supplier<Set<KeyId>> revoked;

    /** @param isRoot tells the one root */
    RootTrustManager(Predicate<X509Certificate> isRoot, Supplier<Set<KeyId>> revoked) {
        this.isRoot = isRoot;
        this.revoked = revoked;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (!(socket instanceof SSLSocket tls)) {
            throw new CertificateException("Without the socket the server's name cannot be checked");
        }
        requireNameCheck(tls.getSSLParameters());
        checkOurs(chain).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        requireNameCheck(engine.getSSLParameters());
        checkOurs(chain).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Without the connection the server's name cannot be checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("An agent serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static void requireNameCheck(SSLParameters parameters) throws CertificateException {
        if (!"HTTPS".equals(parameters.getEndpointIdentificationAlgorithm())) {
            throw new CertificateException("The connection does not ask for a check of the server's name");
        }
    }

    /** @return the platform's checks, with our root as the only anchor */
    private X509ExtendedTrustManager checkOurs(X509Certificate[] chain) throws CertificateException {
        if (chain.length < 2 || chain.length > MAX_CHAIN || !isRoot.test(chain[chain.length - 1])) {
            throw new CertificateException(
                    "The server's certificates do not end in the root that this computer trusts");
        }
        List<X509Certificate> belowRoot = Arrays.asList(chain).subList(0, chain.length - 1);
        if (!Chains.serves(belowRoot, Chains.SERVER_AUTH)) {
            throw new CertificateException("The certificate that was shown is not one of a server or relay");
        }
        Set<KeyId> out = revoked.get();
        for (X509Certificate certificate : belowRoot) {
            if (out.contains(KeyId.of(certificate.getPublicKey()))) {
                throw new CertificateException("The certificate that was shown is revoked");
            }
        }
        return anchoredAt(chain[chain.length - 1]);
    }

    private static X509ExtendedTrustManager anchoredAt(X509Certificate root) throws CertificateException {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("root", root);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(anchors);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new CertificateException("The platform's own checks of certificates are missing", e);
        }
    }
}
