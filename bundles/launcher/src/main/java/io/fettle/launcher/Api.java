package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Speaks to the server of an instance on this machine, as the owner of its local token. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final String base;
    private final String token;
    private final HttpClient http;

    private Api(String base, String token, HttpClient http) {
        this.base = base;
        this.token = token;
        this.http = http;
    }

    /** @throws LauncherException where there is no instance, or its server does not run */
    static Api ofRunning(Instance instance) {
        Settings settings = Settings.load(instance);
        if (new Part("server", instance).running().isEmpty()) {
            throw new LauncherException("the server of " + instance.home + " does not run; start it with ./fettle up");
        }
        return open(instance, settings);
    }

    /** Reads the token and the root certificate from the server's state. */
    static Api open(Instance instance, Settings settings) {
        Path state = instance.state("server");
        try {
            String token = Files.readString(state.resolve("local-admin.token")).strip();
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .sslContext(trusting(rootCertificate(instance)))
                    .build();
            return new Api("https://" + settings.authority(), token, http);
        } catch (IOException e) {
            throw new LauncherException("the server in " + state + " does not run; start it with ./fettle up", e);
        }
    }

    static Path rootCertificate(Instance instance) {
        return instance.state("server").resolve("pki/root.pem");
    }

    JsonNode get(String path) {
        return call("GET", path, Optional.empty());
    }

    JsonNode post(String path, JsonNode body) {
        return call("POST", path, Optional.of(body));
    }

    JsonNode call(String method, String path, Optional<JsonNode> body) {
        Answer answer = send(
                method,
                path,
                "application/json",
                body.map(b -> BodyPublishers.ofString(b.toString())).orElse(BodyPublishers.noBody()));
        return answer.json();
    }

    Answer send(String method, String path, String type, BodyPublisher body) {
        try (AnswerStream answer = open(method, path, type, body)) {
            return answer.whole();
        } catch (IOException e) {
            throw unanswered(e);
        }
    }

    /** Returns as soon as the answer begins. */
    AnswerStream open(String method, String path, String type, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Authorization", "Fettle-Local " + token)
                .header("Content-Type", type)
                .header("Accept", "application/json, */*;q=0.5")
                .method(method, body)
                .build();
        try {
            return new AnswerStream(method + " " + path, http.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw unanswered(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        }
    }

    private LauncherException unanswered(IOException e) {
        String why = e instanceof ConnectException ? "nobody listens there" : String.valueOf(e.getMessage());
        return new LauncherException(
                "the server does not answer on " + base + " (" + why + "); see ./fettle status and ./fettle logs", e);
    }

    /** True once the server gives this answer. */
    boolean answers(String path) {
        try {
            return send("GET", path, "application/json", BodyPublishers.noBody())
                            .status()
                    == 200;
        } catch (LauncherException e) {
            return false;
        }
    }

    static ObjectMapper json() {
        return JSON;
    }

    private static SSLContext trusting(Path certificate) throws IOException {
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
        } catch (GeneralSecurityException e) {
            throw new LauncherException("cannot read the root certificate " + certificate, e);
        }
    }
}
