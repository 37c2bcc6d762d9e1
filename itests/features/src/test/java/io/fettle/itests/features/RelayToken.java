package io.fettle.itests.features;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a running server for the token by which a relay may join it. */
final class RelayToken {
    private static final Pattern SECRET = Pattern.compile("\"secret\":\"([^\"]+)\"");
    private static final String WISH = """
            {"role":"RELAY","officeId":"head-office","autoApprove":true,"uses":1,"validity":"PT1H",
             "groups":[],"names":["localhost"]}""";

    private RelayToken() {}

    static String of(Path state, int https) throws IOException, InterruptedException, GeneralSecurityException {
        String admin = Files.readString(state.resolve("local-admin.token")).strip();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + https + "/api/v1/enrolment-tokens"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Fettle-Local " + admin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(WISH))
                .build();
        HttpResponse<String> response = HttpClient.newBuilder()
                .sslContext(trusting(state.resolve("pki/root.pem")))
                .build()
                .send(request, BodyHandlers.ofString());
        Matcher secret = SECRET.matcher(response.body());
        if (!secret.find()) {
            throw new IOException("No token but " + response.statusCode() + ": " + response.body());
        }
        return secret.group(1);
    }

    private static SSLContext trusting(Path root) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(root)) {
            trusted.setCertificateEntry(
                    "fettle", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
