package io.fettle.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Serves the console that the build has just made. */
final class ConsoleServletTest {
    private static final Server SERVER = new Server();
    private static final ServerConnector SECURE = connector(true);
    private static final ServerConnector PLAIN = connector(false);

    @BeforeAll
    static void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        context.addServlet(new ServletHolder(new ConsoleServlet("9383")), "/*");
        SERVER.setHandler(context);
        SERVER.setConnectors(new ServerConnector[] {SECURE, PLAIN});
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/computers", "/computers/0190", "/deployments/x/y"})
    void everyPageIsTheOnePage(String path) throws IOException {
        Answer page = https("GET", path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.text()).contains("<div id=\"root\">");
    }

    @Test
    void pageHasNothingInline() throws IOException {
        assertThat(https("GET", "/").text())
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)|\\son[a-z]+=|style=|<style");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/assets/nothing.js",
                "/favicon.ico",
                "/files.txt",
                "/index.html.gz",
                "/../web/index.html",
                "/%2e%2e/META-INF/MANIFEST.MF",
                "/assets/..%2findex.html",
                "/web/index.html",
                "//index.html",
                "/api/v1/session",
                "/META-INF/MANIFEST.MF"
            })
    void everythingElseIsNotThere(String path) throws IOException {
        assertThat(https("GET", path).status()).isIn(400, 404);
    }

    @Test
    void assetsNeverChange() throws IOException {
        Answer asset = https("GET", anAsset());
        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(asset.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @Test
    void knownBytesAreNotSentAgain() throws IOException {
        String tag = https("GET", "/").header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        Answer again = https("GET", "/", "If-None-Match: W/\"x\", " + tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void compressedBytesAreTheSameBytesUnderAnotherTag() throws IOException {
        String path = anAsset();
        Answer plain = https("GET", path);
        Answer packed = https("GET", path, "Accept-Encoding: br, gzip;q=0.8");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(packed.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(packed.body().length).isLessThan(plain.body().length);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @Test
    void whoTakesNoGzipGetsNone() throws IOException {
        assertThat(https("GET", "/", "Accept-Encoding: gzip;q=0").header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void everyAnswerCarriesThePolicy() throws IOException {
        for (String path : new String[] {"/", anAsset(), "/nothing"}) {
            Answer answer = https("GET", path);
            assertThat(answer.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE", "OPTIONS", "MADE-UP"})
    void nothingButReadingIsThere(String method) throws IOException {
        assertThat(https(method, "/").status()).isIn(404, 405);
        assertThat(http(method, "/", "localhost").status()).isIn(404, 405);
    }

    @Test
    void headSaysWhatGetSends() throws IOException {
        Answer head = https("HEAD", "/");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length"))
                .isEqualTo(Integer.toString(https("GET", "/").body().length));
    }

    static Stream<String[]> ways() {
        return Stream.of(
                new String[] {"/", "localhost:8020", "https://localhost:9383/"},
                new String[] {"/", "fettle.example.org", "https://fettle.example.org:9383/"},
                new String[] {"/", "[::1]:8020", "https://[::1]:9383/"},
                new String[] {"/", "192.0.2.7", "https://192.0.2.7:9383/"},
                new String[] {
                    "/computers?health=VULNERABLE&text=a%20b",
                    "localhost",
                    "https://localhost:9383/computers?health=VULNERABLE&text=a%20b"
                },
                new String[] {"/?x=<script>", "localhost", "https://localhost:9383/"});
    }

    @ParameterizedTest
    @MethodSource("ways")
    void plainConnectionsAreLedToTheSecureOne(String target, String host, String location) throws IOException {
        Answer answer = http("GET", target, host);
        // A target that is no URI at all is the container's to refuse.
        if (answer.status() != 400) {
            assertThat(answer.status()).isEqualTo(308);
            assertThat(answer.header("Location")).isEqualTo(location);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example/path",
                "user@evil.example",
                "evil.example\\@localhost",
                "local host",
                "-x",
                "a..b",
                "localhost:99999999",
                "<script>"
            })
    void whatIsNoNameLeadsNowhere(String host) throws IOException {
        Answer answer = http("GET", "/", host);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.header("Location")).isEmpty();
    }

    @Test
    void plainConnectionsGetNothingElse() throws IOException {
        assertThat(http("GET", anAsset(), "localhost").status()).isEqualTo(404);
        assertThat(http("GET", "/api/v1/session", "localhost").status()).isEqualTo(404);
        assertThat(http("GET", "/content/v1/x", "localhost").status()).isEqualTo(404);
    }

    private static String anAsset() throws IOException {
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"")
                .matcher(https("GET", "/").text());
        assertThat(script.find()).isTrue();
        return script.group(1);
    }

    private static Answer https(String method, String target, String... headers) throws IOException {
        return send(SECURE, method, target, "localhost", headers);
    }

    private static Answer http(String method, String target, String host) throws IOException {
        return send(PLAIN, method, target, host);
    }

    /** By hand: a client library would tidy up what is sent. */
    private static Answer send(ServerConnector to, String method, String target, String host, String... headers)
            throws IOException {
        try (Socket socket = new Socket("127.0.0.1", to.getLocalPort())) {
            socket.setSoTimeout(10_000);
            StringBuilder text = new StringBuilder(
                    method + ' ' + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n");
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return Answer.of(socket.getInputStream().readAllBytes());
        }
    }

    private static ServerConnector connector(boolean secure) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer((connector, channel, request) -> request.setSecure(secure));
        ServerConnector connector = new ServerConnector(SERVER, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        return connector;
    }

    private record Answer(String head, byte[] body) {
        static Answer of(byte[] bytes) {
            String all = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = all.indexOf("\r\n\r\n");
            return new Answer(all.substring(0, end + 2), Arrays.copyOfRange(bytes, end + 4, bytes.length));
        }

        int status() {
            return Integer.parseInt(head.split(" ", 3)[1]);
        }

        String header(String name) {
            Matcher line = Pattern.compile("(?im)^" + name + ": (.*)$").matcher(head);
            return line.find() ? line.group(1) : "";
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
