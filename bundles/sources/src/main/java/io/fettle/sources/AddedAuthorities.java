package io.fettle.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts the authorities of one file besides the platform's: a company's proxy or mirror has a certificate of its own. */
final class AddedAuthorities {
    private static final long MAX_BYTES = 1 << 20;

    private AddedAuthorities() {}

    /**
     * @param file certificates in PEM, at most 1 MiB
     * @throws IllegalArgumentException where there are none that can be read
     */
    static SSLSocketFactory socketFactory(Path file) {
        try {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            int number = 0;
            for (X509TrustManager platform : trustManagers(null)) {
                for (X509Certificate known : platform.getAcceptedIssuers()) {
                    authorities.setCertificateEntry("a" + number++, known);
                }
            }
            for (Certificate added : read(file)) {
                authorities.setCertificateEntry("a" + number++, added);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(authorities), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("trustedCertificates: " + file + " can't be used: " + e.getMessage(), e);
        }
    }

    private static X509TrustManager[] trustManagers(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        TrustManager[] all = factory.getTrustManagers();
        return Arrays.copyOf(all, all.length, X509TrustManager[].class);
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it has more than " + MAX_BYTES + " bytes");
        }
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("it holds no certificate");
            }
            return found;
        }
    }
}
