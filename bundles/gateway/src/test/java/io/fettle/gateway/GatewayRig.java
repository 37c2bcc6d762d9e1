package io.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.content.Depot;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Conversation;
import io.fettle.api.exchange.Enrolment;
import io.fettle.api.exchange.RelayLink;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Network;
import io.fettle.api.trust.Peer;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServlet;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Every endpoint in one Jetty with two connectors: requests on the first count as TLS, as on 8383, those on the second do
 * not, as on 8020. A header names the client certificate.
 */
final class GatewayRig implements AutoCloseable {
    static final byte[] ROOT = {1, 2, 3, 4};
    /** Few, so that what holds a thread is noticed; the connectors keep some of them for themselves. */
    static final int THREADS = 16;

    static final int SENDERS = 200;
    static final int SENDERS_OF_ONE = 60;

    private static final String CERTIFICATE = "X-Test-Certificate";

    final MovableClock clock = new MovableClock();
    final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
    final RelayTransfers transfers = new RelayTransfers();
    final FakePeers peers = new FakePeers();
    final FakeDepot depot;
    final List<Peer> speakers = new CopyOnWriteArrayList<>();
    final List<Enrolment.Origin> joiners = new CopyOnWriteArrayList<>();
    final List<RelayFacts> told = new CopyOnWriteArrayList<>();
    Conversation conversation = this::refuseAll;
    Enrolment enrolment = (request, origin) -> request;
    RelayLink link = (relay, facts) -> new CompletableFuture<>();

    private final Semaphore handled = new Semaphore(0);
    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final StatisticsHandler requests = new StatisticsHandler();
    private final ServerConnector secure = connector(true);
    private final ServerConnector plain = connector(false);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    GatewayRig(Path directory) throws Exception {
        this(directory, ContentServlet.LONGEST_WAIT, WaitingRoom.PLACES);
    }

    GatewayRig(Path directory, Duration longestWait, int places) throws Exception {
        this(new FakeDepot(directory), Optional.empty(), longestWait, places);
    }

    /** @param served what the endpoint for content works with, where it is not {@code depot} */
    GatewayRig(FakeDepot depot, Optional<Depot> served, Duration longestWait, int places) throws Exception {
        this.depot = depot;
        Doorkeeper doorkeeper = new Doorkeeper(peers, audited::add, clock);
        Conversation asked = (peer, envelopes) -> {
            speakers.add(peer);
            return conversation.converse(peer, envelopes);
        };
        Enrolment joined = (request, origin) -> {
            joiners.add(origin);
            return enrolment.enrol(request, origin);
        };
        RelayLink waited = (relay, facts) -> {
            told.add(facts);
            return link.takeWakes(relay, facts);
        };
        ServletContextHandler context = new ServletContextHandler();
        FilterHolder filter = new FilterHolder(new NoCredentialsFilter(doorkeeper));
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        add(context, "/agent/v1/enrol", new EnrolServlet(joined));
        add(context, "/agent/v1/converse", new ConverseServlet(doorkeeper, asked));
        add(context, "/relay/v1/converse", new RelayConverseServlet(doorkeeper, asked, waited));
        add(context, "/relay/v1/enrol", new RelayEnrolServlet(doorkeeper, joined));
        add(context, "/relay/v1/wakes", new RelayWakesServlet(doorkeeper, waited));
        WaitingRoom<Path> room = new WaitingRoom<>(places);
        add(
                context,
                "/content/v1/*",
                new ContentServlet(
                        doorkeeper,
                        served.orElse(depot),
                        transfers,
                        room,
                        longestWait,
                        new Places(SENDERS, SENDERS_OF_ONE)));
        add(context, "/bootstrap/ca.pem", new RootCertificateServlet(new RootOnly()));
        requests.setHandler(context);
        server.setHandler(requests);
        server.setConnectors(new ServerConnector[] {secure, plain});
        server.start();
    }

    private static void add(ServletContextHandler context, String path, HttpServlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }

    private List<Answer> refuseAll(Peer peer, List<byte[]> envelopes) {
        return envelopes.stream()
                .<Answer>map(e -> new Answer.Refused(Reason.of("test.refused", "bytes", "" + e.length)))
                .toList();
    }

    private ServerConnector connector(boolean asTls) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer((connector, channel, request) -> dress(request, asTls));
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.addBean(new HttpChannel.Listener() {
            @Override
            public void onComplete(Request request) {
                handled.release();
            }
        });
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

    /** The port that counts as TLS. */
    int securePort() {
        return secure.getLocalPort();
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

    /** Requests that wait without a thread. */
    int waiting() {
        return requests.getAsyncRequestsWaiting();
    }

    /** Does not wait. */
    CompletableFuture<HttpResponse<byte[]>> ask(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("time left").isNegative();
            Thread.onSpinWait();
        }
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
