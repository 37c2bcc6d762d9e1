package io.fettle.itests.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The server's REST API, as the owner of the server's machine may use it. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String server;
    private final Path state;
    private final HttpClient http;

    private Api(String server, Path state, HttpClient http) {
        this.server = server;
        this.state = state;
        this.http = http;
    }

    /** @param state of the server, where its root certificate and the token are */
    static Api open(String address, Path state) {
        return new Api(
                "https://" + address + ":8383",
                state,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(LIMIT)
                        .sslContext(trusting(state.resolve("pki/root.pem")))
                        .build());
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new LabException("This is no JSON", e);
        }
    }

    public JsonNode get(String path) {
        return send("GET", path, "");
    }

    public JsonNode post(String path, JsonNode body) {
        return send("POST", path, body.toString());
    }

    /** A figure out of {@code /metrics}. */
    public long metric(String name) {
        String all = text("GET", server + "/metrics", "");
        return all.lines()
                .filter(line -> line.startsWith(name + ' '))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new LabException("The server tells no " + name + ": " + all));
    }

    private JsonNode send(String method, String path, String body) {
        try {
            String answer = text(method, server + "/api/v1" + path, body);
            return answer.isBlank() ? JSON.createObjectNode() : JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new LabException(method + ' ' + path + " answered no JSON", e);
        }
    }

    private String text(String method, String url, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(LIMIT)
                    .header(
                            "Authorization",
                            "Fettle-Local "
                                    + Files.readString(state.resolve("local-admin.token"))
                                            .strip())
                    .header("Content-Type", "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new LabException(
                        method + ' ' + url + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new LabException(method + ' ' + url + ": the server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("Interrupted", e);
        }
    }

    private static SSLContext trusting(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "fettle", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new LabException("Cannot read the root certificate " + certificate, e);
        }
    }
}
