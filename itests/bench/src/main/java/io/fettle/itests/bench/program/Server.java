package io.fettle.itests.bench.program;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A server on Derby, on free ports of loopback, with this machine's local token in hand. */
public final class Server implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final Program program;
    private final int https;
    private final int notification;
    private final double readyMillis;
    private final String token;
    private final HttpClient http;

    private Server(Program program, List<Integer> ports) throws Exception {
        this.program = program;
        this.https = ports.get(1);
        this.notification = ports.get(2);
        this.readyMillis = program.await("the server answers", () -> answers(program.state(), ports.get(1)));
        this.token = token(program.state());
        this.http = client(program.state());
    }

    /** Returns when it answers. @param directory what is there is used again */
    public static Server start(Path directory) throws Exception {
        return start(directory, Program.freePorts(3));
    }

    /** Returns when it answers. @param ports for HTTP, HTTPS and notification */
    public static Server start(Path directory, List<Integer> ports) throws Exception {
        return start(directory, ports, List.of());
    }

    /** Returns when it answers. @param javaOptions beside its own */
    public static Server start(Path directory, List<Integer> ports, List<String> javaOptions) throws Exception {
        Program program = launch(directory, ports, javaOptions);
        try {
            return new Server(program, ports);
        } catch (Exception e) {
            program.close();
            throw e;
        }
    }

    /** Does not wait for anything. */
    public static Program launch(Path directory, List<Integer> ports) throws IOException, InterruptedException {
        return launch(directory, ports, List.of());
    }

    private static Program launch(Path directory, List<Integer> ports, List<String> javaOptions)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "-Dfettle.bind=127.0.0.1",
                "-Dfettle.http.port=" + ports.get(0),
                "-Dfettle.https.port=" + ports.get(1),
                "-Dfettle.notification.port=" + ports.get(2)));
        options.addAll(javaOptions);
        return Program.start("server", directory, options);
    }

    public Program program() {
        return program;
    }

    public int https() {
        return https;
    }

    public int notification() {
        return notification;
    }

    /** From the start of the process to the first answer to an authenticated request that reads the database. */
    public double readyMillis() {
        return readyMillis;
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return call(request(https, token, path).GET().build());
    }

    public JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        return call(request(https, token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** @param names of a relay; none for computers */
    public String enrolmentToken(String role, int uses, List<String> names) throws IOException, InterruptedException {
        ObjectNode wish = JSON.createObjectNode();
        wish.put("role", role).put("officeId", "head-office").put("autoApprove", true);
        wish.put("uses", uses).put("validity", "PT1H");
        wish.putArray("groups");
        names.forEach(wish.putArray("names")::add);
        return post("/api/v1/enrolment-tokens", wish).path("secret").asText();
    }

    private JsonNode call(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " was answered by "
                    + response.statusCode() + ": " + response.body());
        }
        return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private static HttpRequest.Builder request(int port, String token, String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .timeout(ANSWER)
                .header("Authorization", "Fettle-Local " + token);
    }

    private static boolean answers(Path state, int port) throws InterruptedException {
        try {
            HttpRequest request =
                    request(port, token(state), "/api/v1/summary").GET().build();
            return client(state).send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String token(Path state) throws IOException {
        return Files.readString(state.resolve("local-admin.token")).strip();
    }

    private static HttpClient client(Path state) throws IOException {
        try (InputStream in = Files.newInputStream(state.resolve("pki/root.pem"))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "fettle", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("The server's root certificate cannot be read", e);
        }
    }

    /** The text of a field, where it is there. */
    public static Optional<String> text(JsonNode node, String field) {
        @Nullable JsonNode value = node.get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        program.close();
    }
}
