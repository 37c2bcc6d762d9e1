package io.fettle.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.fettle.agent.TestAuthority.Pair;
import io.fettle.api.Digest;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.trust.KeyId;
import io.fettle.member.ServerAddress;
import io.fettle.protocol.CheckIn;
import io.fettle.protocol.EnrolReply;
import io.fettle.protocol.EnrolRequest;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Frames;
import io.fettle.protocol.Header;
import io.fettle.protocol.InventoryMessage;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.InventoryWish;
import io.fettle.protocol.ReportCodec;
import io.fettle.protocol.TokenText;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A server of TLS on loopback that enrols, answers and serves content; every part of an answer can be bent. */
public final class FakeServer implements AutoCloseable {
    public static final Duration ORDER_GOOD_FOR = Duration.ofDays(1);

    public final TestAuthority authority;
    public Pair orderSigner;
    public final TokenText token;
    public final List<InventoryMessage> inventories = new CopyOnWriteArrayList<>();
    public final List<CheckIn> checkIns = new CopyOnWriteArrayList<>();
    public final List<TaskReport> reports = new CopyOnWriteArrayList<>();
    public final List<byte[]> ordersToHandOut = new CopyOnWriteArrayList<>();
    public final List<PublicKey> enrolled = new ArrayList<>();
    public final Map<Digest, byte[]> content = new HashMap<>();
    public final List<String> ranges = new ArrayList<>();
    public Optional<List<MirroredSuite>> suites = Optional.empty();
    public InventoryWish wish = InventoryWish.NONE;
    /** Said to inventories and reports. */
    public InventoryWish inventoryWish = InventoryWish.NONE;

    public long acknowledged;
    public int refreshSeconds = 3600;
    public BiFunction<Envelope, Reply, Answer> answer;
    public java.util.function.UnaryOperator<EnrolReply> bendEnrolment = r -> r;
    public boolean failConverse;
    public String retryAfter = "";
    public int breakContentAfter = Integer.MAX_VALUE;

    private final Clock clock;
    private final HttpsServer http;
    private final AtomicReference<PublicKey> agentKey = new AtomicReference<>();
    private long orderSequence = 1;

    public FakeServer(Clock clock) throws Exception {
        this(clock, new TestAuthority(clock.instant()), TestAuthority::server);
    }

    public FakeServer(Clock clock, TestAuthority authority, java.util.function.Function<TestAuthority, Pair> own)
            throws Exception {
        this.clock = clock;
        this.authority = authority;
        this.orderSigner = authority.orderSigner();
        this.token = new TokenText("t1", new byte[32], authority.fingerprint());
        this.answer =
                (asked, reply) -> new Replied(seal(reply, MessageKind.REPLY, 0).bytes());
        http = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext tls = context(own.apply(authority));
        http.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = tls.getDefaultSSLParameters();
                ssl.setWantClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        http.createContext(Wire.ENROL, this::enrol);
        http.createContext(Wire.CONVERSE, this::converse);
        http.createContext(Wire.CONTENT, this::content);
        http.start();
    }

    public ServerAddress address() {
        return new ServerAddress("localhost", http.getAddress().getPort());
    }

    @Override
    public void close() {
        // Stopping takes the platform's server a second that no test needs to wait for.
        Thread stopper = new Thread(() -> http.stop(0));
        stopper.setDaemon(true);
        stopper.start();
    }

    public Digest offer(byte[] bytes) {
        content.put(Digest.of(bytes), bytes);
        return Digest.of(bytes);
    }

    public Envelope order(Order order) {
        return order(order.encode());
    }

    public Envelope order(byte[] payload) {
        return seal(payload, MessageKind.ORDER, orderSequence++);
    }

    public Envelope seal(Reply reply, MessageKind kind, long sequence) {
        return seal(reply.encode(), kind, sequence);
    }

    private Envelope seal(byte[] payload, MessageKind kind, long sequence) {
        Header header = new Header(
                kind,
                orderSigner.signer().keyId(),
                Optional.of(KeyId.of(agentKey.get())),
                1,
                sequence,
                clock.instant(),
                clock.instant().plus(kind == MessageKind.ORDER ? ORDER_GOOD_FOR : Duration.ofHours(1)));
        return Envelope.seal(header, payload, orderSigner.signer());
    }

    public void knows(PublicKey agent) {
        agentKey.set(agent);
    }

    private void enrol(HttpExchange exchange) throws IOException {
        try {
            EnrolRequest request = EnrolRequest.decode(exchange.getRequestBody().readAllBytes());
            PublicKey key = new JcaPKCS10CertificationRequest(request.csr()).getPublicKey();
            byte[] proof = TokenText.hmac(token.proofKey(), request.proofInput());
            if (!Arrays.equals(proof, request.proof())) {
                respond(exchange, 403, new byte[0]);
                return;
            }
            enrolled.add(key);
            knows(key);
            EnrolReply reply = new EnrolReply(
                    "c-1", authority.agent(key).der(), orderSigner.der(), List.of(), false, clock.instant());
            respond(exchange, 200, bendEnrolment.apply(reply).encode());
        } catch (Exception e) {
            respond(exchange, 500, new byte[0]);
        }
    }

    /** Waits until the server has been told enough, and looks anew after each request. @return whether it came to that */
    public synchronized boolean await(BooleanSupplier enough, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!enough.getAsBoolean()) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void converse(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (failConverse) {
            respond(exchange, 503, new byte[0]);
            return;
        }
        List<Answer> answers = new ArrayList<>();
        for (byte[] bytes : Frames.readEnvelopes(body)) {
            Envelope envelope = Envelope.parse(bytes);
            envelope.verify(agentKey.get());
            answers.add(answer.apply(envelope, reply(envelope)));
        }
        respond(exchange, 200, Frames.answers(answers));
        notifyAll();
    }

    private Reply reply(Envelope envelope) {
        boolean checkIn = false;
        switch (envelope.header().kind()) {
            case INVENTORY -> inventories.add(InventoryMessage.decode(envelope.payload()));
            case REPORT -> takeReport(envelope);
            case CHECK_IN -> {
                checkIns.add(CheckIn.decode(envelope.payload()));
                checkIn = true;
            }
            case REPLY, ORDER -> throw new IllegalStateException();
        }
        List<byte[]> orders = checkIn ? List.copyOf(ordersToHandOut) : List.of();
        if (checkIn) {
            ordersToHandOut.clear();
        }
        return new Reply(
                envelope.digest(),
                clock.instant(),
                acknowledged,
                checkIn ? wish : inventoryWish,
                orders,
                checkIn ? suites : Optional.empty(),
                false,
                false,
                refreshSeconds,
                Optional.empty(),
                Optional.empty());
    }

    private void takeReport(Envelope envelope) {
        if (envelope.header().sequence() == acknowledged + 1) {
            acknowledged++;
            reports.add(ReportCodec.decode(envelope.payload()));
        }
    }

    private void content(HttpExchange exchange) throws IOException {
        String hex = exchange.getRequestURI().getPath().substring(Wire.CONTENT.length());
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            respond(exchange, 503, new byte[0]);
            return;
        }
        byte[] bytes = content.get(new Digest(hex));
        if (bytes == null) {
            respond(exchange, 404, new byte[0]);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        if (range != null) {
            ranges.add(range);
            from = Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        int to = (int) Math.min(bytes.length, (long) from + breakContentAfter);
        exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes, from, to - from);
            out.flush();
        } catch (IOException e) {
            // Too few bytes on purpose: the connection is broken off.
        }
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    public static SSLContext context(Pair own) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", own.key(), new char[0], own.chain().toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), new TrustManager[] {new AnyClient()}, null);
        return context;
    }

    /** Who is who is told by the signatures in this test. */
    private static final class AnyClient implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
