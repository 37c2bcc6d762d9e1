package io.fettle.security.pki;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM text of keys (PKCS#8) and certificates. */
final class Pem {
    private static final Pattern KEY = block("PRIVATE KEY");
    private static final Pattern CERTIFICATE = block("CERTIFICATE");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    static byte[] of(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded()).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] of(X509Certificate certificate) {
        return certificateText(certificate).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] of(Identity identity) {
        return (text("PRIVATE KEY", identity.key().getEncoded()) + certificateText(identity.certificate()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    static PrivateKey key(byte[] pem) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content(KEY, pem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The PEM text holds no key on an elliptic curve", e);
        }
    }

    static X509Certificate certificate(byte[] pem) {
        try {
            return parse(content(CERTIFICATE, pem));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("The PEM text holds no certificate", e);
        }
    }

    static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static String certificateText(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalArgumentException("A certificate without an encoded form", e);
        }
    }

    private static String text(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(content) + "\n-----END " + kind + "-----\n";
    }

    private static byte[] content(Pattern block, byte[] pem) {
        Matcher found = block.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!found.find()) {
            throw new IllegalArgumentException("The PEM text lacks a block");
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }

    private static Pattern block(String kind) {
        return Pattern.compile("-----BEGIN " + kind + "-----\\s([A-Za-z0-9+/=\\s]+)-----END " + kind + "-----");
    }
}
