package io.fettle.sources;

import static io.fettle.sources.TestServer.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.spi.source.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFilesTest {
    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private TestServer server;
    private VendorFiles files;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        files = below(server.root(), Reach.PRIVATE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileIsReadWithOddLettersInItsName() throws IOException {
        server.handler = exchange -> respond(exchange, 200, BODY);
        assertThat(get("pool/g++_1%3a1~2.deb").stream().readAllBytes()).isEqualTo(BODY);
        assertThat(server.requests).containsExactly("/debian/pool/g++_1%253a1~2.deb");
    }

    @Test
    void whatIsNotThereIsMissing() throws IOException {
        assertThat(get("InRelease").status()).isEqualTo(Fetcher.Status.MISSING);
    }

    @Test
    void anErrorOfTheServerIsAFailure() {
        server.handler = exchange -> respond(exchange, 503, BODY);
        assertThatThrownBy(() -> get("InRelease")).hasMessageContaining("503");
    }

    @Test
    void theValidatorIsSentBack() throws IOException {
        server.handler = exchange -> {
            boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            respond(exchange, known ? 304 : 200, known ? new byte[0] : BODY);
        };
        Optional<String> validator = get("InRelease").validator();
        assertThat(files.get("InRelease", 0, validator).status()).isEqualTo(Fetcher.Status.UNCHANGED);
    }

    @Test
    void aDateServesAsValidatorToo() throws IOException {
        String date = "Mon, 01 Jun 2026 12:00:00 GMT";
        server.handler = exchange -> {
            boolean known = date.equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
            exchange.getResponseHeaders().set("Last-Modified", date);
            respond(exchange, known ? 304 : 200, known ? new byte[0] : BODY);
        };
        Optional<String> validator = get("InRelease").validator();
        assertThat(files.get("InRelease", 0, validator).status()).isEqualTo(Fetcher.Status.UNCHANGED);
    }

    @Test
    void theRestIsAskedFor() throws IOException {
        server.handler = exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Range")).isEqualTo("bytes=4-");
            exchange.getResponseHeaders().set("Content-Range", "bytes 4-9/10");
            respond(exchange, 206, "456789".getBytes(StandardCharsets.US_ASCII));
        };
        Answer answer = files.get("x.deb", 4, Optional.empty());
        assertThat(answer.offset()).isEqualTo(4);
        assertThat(answer.stream().readAllBytes()).hasSize(6);
    }

    @Test
    void aServerThatIgnoresTheRangeStartsAtZero() throws IOException {
        server.handler = exchange -> respond(exchange, 200, BODY);
        assertThat(files.get("x.deb", 4, Optional.empty()).offset()).isZero();
    }

    @Test
    void anotherRangeIsAFailure() {
        server.handler = exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/10");
            respond(exchange, 206, BODY);
        };
        assertThatThrownBy(() -> files.get("x.deb", 4, Optional.empty())).isInstanceOf(IOException.class);
    }

    @Test
    void aRedirectIsFollowed() throws IOException {
        server.handler = exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/debian/")) {
                exchange.getResponseHeaders().set("Location", "/elsewhere/InRelease");
                respond(exchange, 302, new byte[0]);
            } else {
                respond(exchange, 200, BODY);
            }
        };
        assertThat(get("InRelease").stream().readAllBytes()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", "http://u:p@127.0.0.1/x", "http:///x", "::"})
    void aRedirectToElsewhereIsNotFollowed(String location) {
        server.handler = exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            respond(exchange, 302, new byte[0]);
        };
        assertThatThrownBy(() -> get("InRelease")).isInstanceOf(IOException.class);
    }

    @Test
    void redirectsEnd() {
        server.handler = exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().toString());
            respond(exchange, 302, new byte[0]);
        };
        assertThatThrownBy(() -> get("InRelease")).hasMessageContaining("redirects");
        assertThat(server.requests).hasSize(6);
    }

    @Test
    void anErrorNamesTheHostButNotThePath() {
        server.handler = exchange -> respond(exchange, 500, BODY);
        assertThatThrownBy(() -> get("secret-path/InRelease")).hasMessageNotContaining("secret-path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../x", "/x", "a//x", "a/./x", "a\\x", "a\nx", ""})
    void aPathOutOfTheRootIsRefused(String path) {
        assertThatThrownBy(() -> get(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x/", "http://x/y", "http://u@x/", "http://x/?q", "jar:file:/x!/", "x/"})
    void aRootOfAnotherKindIsRefused(String root) {
        assertThatThrownBy(() -> below(URI.create(root), Reach.PRIVATE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHostOfTheOwnNetworkIsNotAskedUnlessTheAdminSaidSo() {
        VendorFiles outside = below(server.root(), Reach.PUBLIC);
        assertThatThrownBy(() -> outside.get("InRelease", 0, Optional.empty()))
                .isInstanceOf(PrivateAddressException.class)
                .hasMessageContaining("127.0.0.1");
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2/x",
                "http://localhost:1/x",
                "http://[::1]/x",
                "http://169.254.1.1/x",
                "http://2130706433/x"
            })
    void aRedirectToAnotherHostOfTheOwnNetworkIsNotFollowed(String location) {
        server.handler = exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            respond(exchange, 302, new byte[0]);
        };
        assertThatThrownBy(() -> get("InRelease")).isInstanceOf(PrivateAddressException.class);
    }

    private static VendorFiles below(URI root, Reach reach) {
        return VendorFiles.below(root, VendorConnections.ofPlatform(), reach);
    }

    private Answer get(String path) throws IOException {
        return files.get(path, 0, Optional.empty());
    }
}
