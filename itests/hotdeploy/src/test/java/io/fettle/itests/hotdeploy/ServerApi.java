package io.fettle.itests.hotdeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The server's API, by HTTPS as everybody calls it, with the token of the machine's owner. */
final class ServerApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(60);

    JsonNode get(String path) {
        return call("GET", path, BodyPublishers.noBody(), "application/json");
    }

    JsonNode post(String path, Object body) {
        return call("POST", path, BodyPublishers.ofString(JSON.valueToTree(body).toString()), "application/json");
    }

    JsonNode delete(String path) {
        return call("DELETE", path, BodyPublishers.noBody(), "application/json");
    }

    JsonNode deploy(Path file) throws IOException {
        return call(
                "POST",
                "/platform/bundles?name=" + file.getFileName(),
                BodyPublishers.ofFile(file),
                "application/octet-stream");
    }

    /** True once all that the server does by itself at start is done. */
    boolean isUp() {
        try {
            for (JsonNode present : get("/platform/capabilities")) {
                if (!present.asBoolean()) {
                    return false;
                }
            }
            return true;
        } catch (UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }

    /** What a scraper gets at a path outside the API; it follows no redirect. */
    String scrape(String path) {
        return text("GET", path, BodyPublishers.noBody(), "text/plain");
    }

    private JsonNode call(String method, String path, BodyPublisher body, String type) {
        String text = text(method, "/api/v1" + path, body, type);
        try {
            return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String method, String path, BodyPublisher body, String type) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address(path))
                    .timeout(ANSWER)
                    .header("Authorization", "Fettle-Local " + token())
                    .header("Content-Type", type)
                    .method(method, body)
                    .build();
            HttpResponse<String> response = client().send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + ' ' + path + ": " + response.statusCode() + ' ' + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static URI address(String path) {
        return URI.create("https://localhost:" + System.getProperty("fettle.https.port") + path);
    }

    private static Path state() {
        return Path.of(System.getProperty("fettle.state"));
    }

    private String token() throws IOException {
        return Files.readString(state().resolve("local-admin.token")).strip();
    }

    private HttpClient client() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream root = Files.newInputStream(state().resolve("pki/root.pem"))) {
            trusted.setCertificateEntry(
                    "fettle", CertificateFactory.getInstance("X.509").generateCertificate(root));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
    }
}
