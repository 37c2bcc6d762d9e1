package io.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Conversation;
import io.fettle.api.exchange.Enrolment;
import io.fettle.api.exchange.RelayLink;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Network;
import io.fettle.api.trust.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.servlet.DispatcherType;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.HandlerWrapper;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/**
 * Every endpoint in one Jetty with two connectors: requests on the first count as TLS, as on 8383, those on the second do
 * not, as on 8020. A header names the client certificate.
 */
final class GatewayRig implements AutoCloseable {
    static final byte[] ROOT = {1, 2, 3, 4};
    private static final String CERTIFICATE = "X-Test-Certificate";

    final MovableClock clock = new MovableClock();
    final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
    final RelayTransfers transfers = new RelayTransfers();
    final FakePeers peers = new FakePeers();
    final FakeDepot depot;
    final List<Peer> speakers = new CopyOnWriteArrayList<>();
    final List<Enrolment.Origin> joiners = new CopyOnWriteArrayList<>();
    final List<RelayFacts> told = new CopyOnWriteArrayList<>();
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    Conversation conversation = this::refuseAll;
    Enrolment enrolment = (request, origin) -> request;
    RelayLink link = (relay, facts, patience) -> List.of();

    private final Semaphore handled = new Semaphore(0);
    private final Server server = new Server();
    private final ServerConnector secure = connector(true);
    private final ServerConnector plain = connector(false);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    GatewayRig(Path directory) throws Exception {
        depot = new FakeDepot(directory);
        Doorkeeper doorkeeper = new Doorkeeper(peers, audited::add, clock);
        Conversation asked = (peer, envelopes) -> {
            speakers.add(peer);
            return conversation.converse(peer, envelopes);
        };
        Enrolment joined = (request, origin) -> {
            joiners.add(origin);
            return enrolment.enrol(request, origin);
        };
        RelayLink waited = (relay, facts, patience) -> {
            waits.add(patience);
            told.add(facts);
            return link.takeWakes(relay, facts, patience);
        };
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(
                new FilterHolder(new NoCredentialsFilter(doorkeeper)), "/*", EnumSet.of(DispatcherType.REQUEST));
        add(context, "/agent/v1/enrol", new EnrolServlet(joined));
        add(context, "/agent/v1/converse", new ConverseServlet(doorkeeper, asked));
        add(context, "/relay/v1/converse", new RelayConverseServlet(doorkeeper, asked, waited));
        add(context, "/relay/v1/enrol", new RelayEnrolServlet(doorkeeper, joined));
        add(context, "/relay/v1/wakes", new RelayWakesServlet(doorkeeper, waited));
        add(context, "/content/v1/*", new ContentServlet(doorkeeper, depot, transfers));
        add(context, "/bootstrap/ca.pem", new RootCertificateServlet(new RootOnly()));
        server.setHandler(new Handled(context));
        server.setConnectors(new ServerConnector[] {secure, plain});
        server.start();
    }

    private static void add(ServletContextHandler context, String path, HttpServlet servlet) {
        context.addServlet(new ServletHolder(servlet), path);
    }

    private List<Answer> refuseAll(Peer peer, List<byte[]> envelopes) {
        return envelopes.stream()
                .<Answer>map(e -> new Answer.Refused(Reason.of("test.refused", "bytes", "" + e.length)))
                .toList();
    }

    private ServerConnector connector(boolean asTls) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer((connector, channel, request) -> dress(request, asTls));
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        return connector;
    }

    private static void dress(Request request, boolean asTls) {
        request.setSecure(asTls);
        String name = request.getHeader(CERTIFICATE);
        if (name != null) {
            request.setAttribute(
                    "javax.servlet.request.X509Certificate", new X509Certificate[] {new NamedCertificate(name)});
        }
    }

    HttpRequest.Builder secure(String path) {
        return at(secure, path);
    }

    HttpRequest.Builder secure(String path, String certificate) {
        return at(secure, path).header(CERTIFICATE, certificate);
    }

    HttpRequest.Builder plain(String path) {
        return at(plain, path);
    }

    private static HttpRequest.Builder at(ServerConnector connector, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    /** Answers when the servlet is through, too: a client may hold the last byte before the servlet has counted it. */
    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(handled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        return response;
    }

    HttpResponse<byte[]> post(HttpRequest.Builder request, byte[] body) throws Exception {
        return send(request.POST(BodyPublishers.ofByteArray(body)));
    }

    List<String> actions() {
        return audited.stream().map(AuditEntry::action).toList();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private final class Handled extends HandlerWrapper {
        Handled(Handler inner) {
            setHandler(inner);
        }

        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            try {
                super.handle(target, base, request, response);
            } finally {
                handled.release();
            }
        }
    }

    private static final class RootOnly implements Network {
        @Override
        public List<String> serverAddresses() {
            return List.of();
        }

        @Override
        public Set<KeyId> revoked() {
            return Set.of();
        }

        @Override
        public byte[] rootCertificate() {
            return ROOT.clone();
        }
    }

    static String contentPath(Digest digest) {
        return "/content/v1/" + digest.hex();
    }
}
