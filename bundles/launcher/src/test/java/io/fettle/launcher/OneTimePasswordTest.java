package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server with a certificate that was made for it. */
class OneTimePasswordTest {
    private static final String PASSWORD_PATH = "POST /api/v1/accounts/admin/one-time-password Fettle-Local token-1";

    @TempDir
    Path directory;

    private final Instance instance = new Instance();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private boolean passwordSet;
    private HttpsServer server;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        instance.home = directory.resolve("home");
        instance.create();
        KeyStore keys = selfSigned(directory.resolve("keys.p12"));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", this::answer);
        server.start();
        Files.createDirectories(instance.state("server").resolve("pki"));
        Files.writeString(instance.state("server").resolve("local-admin.token"), "token-1\n");
        Files.writeString(
                Api.rootCertificate(instance),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("own").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        api = Api.open(instance, new Settings(server.getAddress().getPort() - Instance.https(0), BindAddress.USUAL));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static KeyStore selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            String body = path.endsWith("one-time-password")
                    ? "{\"password\":\"pass-" + asked.size() + "\"}"
                    : "{\"items\":[{\"name\":\"guest\",\"passwordSet\":false},{\"name\":\"admin\",\"passwordSet\":"
                            + passwordSet + "}]}";
            if (path.contains("nobody")) {
                body = "{\"code\":\"UNKNOWN_ACCOUNT\",\"detail\":\"There is no account nobody\"}";
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.contains("nobody") ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void isGivenOutOnceForAnInstance() {
        assertThat(OneTimePassword.forFirstLogin(api, instance)).contains("pass-2");
        assertThat(OneTimePassword.forFirstLogin(api, instance)).isEmpty();
        assertThat(asked).filteredOn(PASSWORD_PATH::equals).hasSize(1);
    }

    @Test
    void adminWithAPasswordGetsNone() {
        passwordSet = true;
        assertThat(OneTimePassword.forFirstLogin(api, instance)).isEmpty();
        assertThat(asked).doesNotContain(PASSWORD_PATH);
    }

    @Test
    void onDemandThereIsAlwaysANewOne() {
        OneTimePassword.forFirstLogin(api, instance);
        assertThat(OneTimePassword.create(api, "admin")).isEqualTo("pass-3");
        assertThat(OneTimePassword.create(api, "admin")).isEqualTo("pass-4");
    }

    @Test
    void problemOfTheServerIsToldInItsWords() {
        assertThatThrownBy(() -> OneTimePassword.create(api, "nobody"))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("404 UNKNOWN_ACCOUNT: There is no account nobody");
    }

    @Test
    void tokenGoesToNobodyWithAnotherCertificate() throws Exception {
        byte[] other =
                selfSigned(directory.resolve("other.p12")).getCertificate("own").getEncoded();
        Files.writeString(
                Api.rootCertificate(instance),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(other)
                        + "\n-----END CERTIFICATE-----\n");
        Api wrong =
                Api.open(instance, new Settings(server.getAddress().getPort() - Instance.https(0), BindAddress.USUAL));
        assertThatThrownBy(() -> OneTimePassword.create(wrong, "admin")).isInstanceOf(LauncherException.class);
        assertThat(asked).isEmpty();
    }
}
