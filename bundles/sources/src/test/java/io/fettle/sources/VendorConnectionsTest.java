package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorConnectionsTest {
    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    Path directory;

    @Test
    void whatTheProxyKnowsIsAskedThroughIt() throws IOException {
        try (TestServer proxy = new TestServer()) {
            proxy.handler = exchange -> TestServer.respond(exchange, 200, BODY);
            URI at = proxy.root();
            VendorConnections connections = VendorConnections.of(new Config(at.getHost() + ":" + at.getPort(), ""));
            URI vendor = URI.create("http://vendor.invalid/debian/");
            Answer answer = VendorFiles.below(vendor, connections, Reach.PUBLIC).get("InRelease", 0, Optional.empty());
            assertThat(answer.stream().readAllBytes()).isEqualTo(BODY);
        }
    }

    @Test
    void noProxyLeadsIntoTheOwnNetwork() throws IOException {
        try (TestServer proxy = new TestServer()) {
            URI at = proxy.root();
            VendorConnections connections = VendorConnections.of(new Config(at.getHost() + ":" + at.getPort(), ""));
            VendorFiles inside = VendorFiles.below(URI.create("http://10.0.0.1/debian/"), connections, Reach.PUBLIC);
            assertThatThrownBy(() -> inside.get("InRelease", 0, Optional.empty()))
                    .isInstanceOf(PrivateAddressException.class);
            assertThat(proxy.requests).isEmpty();
        }
    }

    @Test
    void authorityOfTheCompanyCountsOnceItIsNamed() throws Exception {
        KeyStore keys = keyPair();
        HttpsServer server = serving(keys);
        try {
            URI root = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
            VendorFiles unnamed = VendorFiles.below(root, VendorConnections.ofPlatform(), Reach.PRIVATE);
            assertThatThrownBy(() -> unnamed.get("x", 0, Optional.empty())).isInstanceOf(SSLHandshakeException.class);

            Path file = pem(keys);
            VendorFiles named =
                    VendorFiles.below(root, VendorConnections.of(new Config("", file.toString())), Reach.PRIVATE);
            assertThat(named.get("x", 0, Optional.empty()).stream().readAllBytes())
                    .isEqualTo(BODY);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "http://proxy:1", ":8080", "u@proxy:1", "proxy:1/x"})
    void proxyThatIsNoneIsRefusedWithItsName(String proxy) {
        assertThatThrownBy(() -> VendorConnections.of(new Config(proxy, "")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fileWithoutCertificatesIsRefusedWithItsName() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.pem"), "");
        assertThatThrownBy(() -> VendorConnections.of(new Config("", file.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem");
    }

    private KeyStore keyPair() throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private Path pem(KeyStore keys) throws Exception {
        String body = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        return Files.writeString(
                directory.resolve("company.pem"),
                "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private static HttpsServer serving(KeyStore keys) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                TestServer.respond(exchange, 200, BODY);
            }
        });
        server.start();
        return server;
    }

    @SuppressWarnings("BadAnnotationImplementation") // Read as configuration, never compared.
    private record Config(String proxy, String trustedCertificates) implements SourcesConfig {
        @Override
        public int intervalMinutes() {
            return 1;
        }

        @Override
        public int firstRetrySeconds() {
            return 1;
        }

        @Override
        public int lastRetryMinutes() {
            return 1;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return SourcesConfig.class;
        }
    }
}
