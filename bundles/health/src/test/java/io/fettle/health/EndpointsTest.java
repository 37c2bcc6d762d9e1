package io.fettle.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.identity.Session;
import io.fettle.spi.health.HealthCheck.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    private final Readiness readiness =
            new Readiness(Set.of("database"), Duration.ofSeconds(20), Duration.ZERO, System::nanoTime);
    private final MetricsServlet metrics = new MetricsServlet(new OneToken(), readiness);
    private final Server server = new Server();
    private final ServerConnector secure = connector(true);
    private final ServerConnector plain = connector(false);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new HealthServlet(readiness)), "/health/*");
        context.addServlet(new ServletHolder(metrics), "/metrics");
        server.setHandler(context);
        server.setConnectors(new ServerConnector[] {secure, plain});
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        readiness.stop();
    }

    private ServerConnector connector(boolean asTls) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer((connector, channel, request) -> request.setSecure(asTls));
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        return connector;
    }

    @Test
    void processThatAnswersIsAliveWhateverTheChecksSay() throws Exception {
        HttpResponse<String> response = get(plain, "/health/live", "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"live\":true}");
    }

    @Test
    void serverIsReadyWhereEveryCheckPasses() throws Exception {
        readiness.checks.add(new Check("database", Result::ok));
        HttpResponse<String> response = get(plain, "/health/ready", "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"ready\":true,\"checks\":{\"database\":true}}");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void oneFailingCheckIsNamedWithoutItsReason() throws Exception {
        readiness.checks.add(new Check("database", Result::ok));
        readiness.checks.add(new Check("depot", () -> Result.notReady(Reason.of("depot.full", "path", "/secret"))));
        HttpResponse<String> response = get(secure, "/health/ready", "");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"ready\":false,\"checks\":{\"database\":true,\"depot\":false}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/ready/", "/other"})
    void everythingElseIsNotFound(String path) throws Exception {
        assertThat(get(plain, "/health" + path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void ownerOfTheLocalTokenReadsTheMetrics() throws Exception {
        metrics.sources.add(target -> target.gauge("depot_bytes", "Bytes held", 12));
        HttpResponse<String> response = get(secure, "/metrics", "Fettle-Local " + OneToken.TOKEN);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualToIgnoringCase("text/plain;version=0.0.4;charset=utf-8");
        assertThat(response.body())
                .contains("fettle_heap_used_bytes ", "fettle_uptime_seconds ", "\nfettle_depot_bytes 12.0\n");
    }

    @Test
    void readinessAndTheProcessAreMeasuredToo() throws Exception {
        readiness.checks.add(new Check("depot", Result::ok));
        HttpResponse<String> response = get(secure, "/metrics", "Fettle-Local " + OneToken.TOKEN);
        assertThat(response.body())
                .contains(
                        "\nfettle_health_check_passes{check=\"depot\"} 1.0\n",
                        "\nfettle_health_check_passes{check=\"database\"} 0.0\n",
                        "\nfettle_threads ",
                        "\nfettle_heap_max_bytes ",
                        "\nfettle_garbage_collection_seconds_total{collector=\"");
    }

    @Test
    void accountThatSeesEverythingReadsTheMetrics() throws Exception {
        assertThat(withCookie(Session.COOKIE + '=' + OneToken.VIEWER).statusCode())
                .isEqualTo(200);
    }

    @Test
    void accountOfOneOfficeDoesNotReadFiguresOfTheFleet() throws Exception {
        assertThat(withCookie(Session.COOKIE + '=' + OneToken.OF_ONE_OFFICE).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-fettle=",
                "__Host-fettle=forged",
                "fettle=" + OneToken.VIEWER,
                "__Host-fettle=" + OneToken.ONE_TIME,
                "__Host-fettle=" + OneToken.VIEWER + "; __Host-fettle=" + OneToken.VIEWER
            })
    void otherCookiesOpenNothing(String cookie) throws Exception {
        assertThat(withCookie(cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void wrongTokenIsNotMadeGoodByASession() throws Exception {
        HttpRequest request = request(secure, "/metrics", "Fettle-Local wrong")
                .header("Cookie", Session.COOKIE + '=' + OneToken.VIEWER)
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> withCookie(String cookie) throws Exception {
        HttpRequest request =
                request(secure, "/metrics", "").header("Cookie", cookie).build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void brokenSourceCostsItsOwnMetricsOnly() throws Exception {
        metrics.sources.add(target -> {
            throw new IllegalStateException("no");
        });
        metrics.sources.add(target -> target.gauge("depot_bytes", "Bytes held", 12));
        HttpResponse<String> response = get(secure, "/metrics", "Fettle-Local " + OneToken.TOKEN);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("fettle_depot_bytes 12.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Fettle-Local",
                "Fettle-Local ",
                "Fettle-Local wrong",
                "fettle-local " + OneToken.TOKEN,
                "Bearer " + OneToken.TOKEN,
                OneToken.TOKEN
            })
    void nobodyElseReadsTheMetrics(String authorization) throws Exception {
        HttpResponse<String> response = get(secure, "/metrics", authorization);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void tokenInTheClearIsWorthNothing() throws Exception {
        assertThat(get(plain, "/metrics", "Fettle-Local " + OneToken.TOKEN).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> get(ServerConnector at, String path, String authorization) throws Exception {
        return client.send(request(at, path, authorization).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ServerConnector at, String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.getLocalPort() + path))
                .timeout(Duration.ofSeconds(20));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request;
    }
}
