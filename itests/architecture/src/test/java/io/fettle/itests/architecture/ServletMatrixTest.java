package io.fettle.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.identity.Guest;
import io.fettle.protocol.Frames;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.Servlet;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every servlet times every stranger, over TLS and in the clear: what each declares is what it does. The servlets are the
 * real ones, found by their component descriptions; the admin API, whose routes have a matrix of their own, is left out.
 */
class ServletMatrixTest {
    /** Something that is there, for servlets with more than one path. */
    private static final Map<String, String> BELOW = Map.of(
            "ContentServlet", Digest.of(new byte[] {1}).hex(),
            "HealthServlet", "live",
            "ConsoleServlet", "");

    private static final Workshop WORKSHOP = new Workshop();
    private static final Server SERVER = new Server();
    private static final ServerConnector SECURE = connector(true);
    private static final ServerConnector PLAIN = connector(false);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<Door> DOORS = Door.all().stream()
            .filter(door -> !Arrays.asList(door.admits().value()).contains(Guest.AS_ITS_ROUTES_SAY))
            .toList();

    @BeforeAll
    static void open() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        Class<? extends Filter> filter =
                Class.forName("io.fettle.gateway.NoCredentialsFilter").asSubclass(Filter.class);
        context.addFilter(new FilterHolder(WORKSHOP.make(filter)), "/*", EnumSet.of(DispatcherType.REQUEST));
        for (Door door : DOORS) {
            Servlet servlet = WORKSHOP.make(door.servlet());
            context.addServlet(new ServletHolder(door.servlet().getName(), servlet), door.path());
        }
        SERVER.setHandler(context);
        SERVER.setConnectors(new ServerConnector[] {SECURE, PLAIN});
        SERVER.start();
    }

    @AfterAll
    static void shut() throws Exception {
        SERVER.stop();
    }

    @Test
    void overTlsEachServletLetsInWhomItDeclaresAndNobodyElse() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Door door : DOORS) {
            for (Stranger stranger : Stranger.values()) {
                boolean expected = stranger.isAmong(door.admits().value());
                tell(door, stranger, SECURE, expected).ifPresent(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** There is no certificate without TLS; any other credential is refused whatever the servlet would say. */
    @Test
    void inTheClearNoCredentialOpensAnything() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Door door : DOORS) {
            for (Stranger stranger : Stranger.values()) {
                boolean bare = stranger == Stranger.NOBODY || stranger.headers().containsKey(Stranger.CERTIFICATE);
                boolean expected = bare && stranger.isAmong(door.admits().inTheClear());
                tell(door, stranger, PLAIN, expected).ifPresent(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Else a matrix of refusals could be one of servlets that never answer. */
    @Test
    void eachServletLetsSomebodyIn() {
        assertThat(DOORS).hasSizeGreaterThanOrEqualTo(10).allSatisfy(door -> assertThat(Stranger.values())
                .as(door.servlet().getName())
                .anyMatch(stranger -> stranger.isAmong(door.admits().value())));
    }

    private static Optional<String> tell(Door door, Stranger stranger, ServerConnector connector, boolean expected)
            throws Exception {
        WORKSHOP.askedSince();
        HttpResponse<Void> response = CLIENT.send(request(door, stranger, connector), BodyHandlers.discarding());
        int asked = WORKSHOP.askedSince();
        int status = response.statusCode();
        // Let in is who got an answer, or got as far as a service; sent away is who got neither and was told so.
        boolean letIn = asked > 0 || status < 400;
        boolean sentAway = asked == 0 && (status == 400 || status == 401 || status == 403);
        return (expected ? letIn : sentAway)
                ? Optional.empty()
                : Optional.of(door.servlet().getSimpleName() + ", " + stranger
                        + (connector == SECURE ? " over TLS" : " in the clear") + ": " + status + " after " + asked
                        + " questions, but should " + (expected ? "be let in" : "be sent away"));
    }

    private static HttpRequest request(Door door, Stranger stranger, ServerConnector connector) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + path(door)))
                .timeout(Duration.ofSeconds(60));
        stranger.headers().forEach(request::header);
        boolean posts = Stream.of(door.servlet().getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("doPost"));
        return posts
                ? request.POST(BodyPublishers.ofByteArray(Frames.envelopes(List.of())))
                        .build()
                : request.GET().build();
    }

    private static String path(Door door) {
        if (!door.path().endsWith("*")) {
            return door.path();
        }
        String below = BELOW.get(door.servlet().getSimpleName());
        if (below == null) {
            throw new AssertionError("Say in BELOW a path that is there, for " + door.servlet());
        }
        return door.path().substring(0, door.path().length() - 1) + below;
    }

    private static ServerConnector connector(boolean asTls) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer((connector, channel, request) -> dress(request, asTls));
        ServerConnector connector = new ServerConnector(SERVER, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        return connector;
    }

    private static void dress(Request request, boolean asTls) {
        request.setSecure(asTls);
        String name = request.getHeader(Stranger.CERTIFICATE);
        if (asTls && name != null) {
            request.setAttribute(
                    "javax.servlet.request.X509Certificate", new X509Certificate[] {Stranger.certificate(name)});
        }
    }
}
