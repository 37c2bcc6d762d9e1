package io.fettle.itests.bench.checkin;

import io.fettle.api.Digest;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.exchange.Answer;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.member.HttpsTransport;
import io.fettle.member.Identity;
import io.fettle.member.Joining;
import io.fettle.member.OrdersTrust;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.RevokedKeys;
import io.fettle.member.ServerAddress;
import io.fettle.member.ServerVoice;
import io.fettle.member.TlsContexts;
import io.fettle.protocol.CheckIn;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Frames;
import io.fettle.protocol.Header;
import io.fettle.protocol.InventoryCodec;
import io.fettle.protocol.InventoryMessage;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import io.fettle.protocol.ReportCodec;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * A computer that exists only here, but joined for real: its own key, certificate and connection. Sealing is apart from
 * sending, so that it can be done before the clock runs. Not thread-safe.
 */
public final class MadeUpComputer implements AutoCloseable {
    private static final String VERSION = "0.1.0";
    private static final String BOOT = "bench";
    private static final int MAX_ANSWER = 1 << 20;
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Identity identity;
    private final ServerVoice voice;
    private final SSLContext tls;
    private KeptConnection connection;
    private Inventory inventory;
    private Optional<Digest> suites = Optional.empty();
    private long sequence;
    private long orders;
    private byte[] lastSealed = new byte[0];

    private MadeUpComputer(
            Identity identity, ServerVoice voice, SSLContext tls, KeptConnection connection, Inventory inventory) {
        this.identity = identity;
        this.voice = voice;
        this.tls = tls;
        this.connection = connection;
        this.inventory = inventory;
    }

    /** Joins, says what is installed, and stays connected. */
    public static MadeUpComputer join(Path directory, int port, String token, Inventory inventory) throws IOException {
        PrivateDirectory state = PrivateDirectory.at(directory);
        state.write("enrol.token", token.getBytes(StandardCharsets.US_ASCII));
        ServerAddress server = new ServerAddress("localhost", port);
        Identity identity = new Joining(state, VERSION, Clock.systemUTC(), new SecureRandom())
                .join(
                        (tls, request) -> new HttpsTransport(tls)
                                .post(server, Wire.ENROL, "application/json", request, MAX_ANSWER),
                        inventory.facts().hostname());
        PrivateDirectory trust = state.child("trust");
        ServerVoice voice =
                new ServerVoice(identity, new OrdersTrust(identity, trust), new RevokedKeys(trust), Clock.systemUTC());
        SSLContext tls = TlsContexts.of(identity, Set::of);
        return new MadeUpComputer(identity, voice, tls, new KeptConnection(tls, port), inventory);
    }

    public String id() {
        return identity.id();
    }

    public Inventory inventory() {
        return inventory;
    }

    /** Goes on over another connection. @param port of the server or of a relay, on loopback */
    public void connect(int port) throws IOException {
        connection.close();
        connection = new KeptConnection(tls, port);
    }

    /** The first conversation: afterwards an unchanged check-in is one that says nothing new. */
    public void introduce() throws IOException {
        open(send(sealCheckIn()));
        open(send(sealInventory()));
        suites = open(send(sealCheckIn())).suitesDigest();
    }

    public byte[] sealCheckIn() {
        return seal(
                MessageKind.CHECK_IN,
                new CheckIn(VERSION, Optional.of(InventoryCodec.digest(inventory)), suites, orders, BOOT, false)
                        .encode());
    }

    public byte[] sealInventory() {
        return seal(MessageKind.INVENTORY, InventoryMessage.whole(inventory).encode());
    }

    /** @param number counts this computer's reports, from 1 without gaps */
    public byte[] sealReport(long number, TaskReport report) {
        return seal(MessageKind.REPORT, number, ReportCodec.encode(report));
    }

    /** One package has a new version; the message says only that, as an agent does. */
    public byte[] sealUpgrade(int round) {
        List<InstalledPackage> packages = new ArrayList<>(inventory.packages());
        int at = round % packages.size();
        SoftwareItem old = packages.get(at).item();
        SoftwareItem now = new SoftwareItem(
                old.ecosystem(),
                old.name(),
                old.version() + "+bench" + round,
                old.arch(),
                old.sourceName(),
                old.sourceVersion(),
                old.multiArch());
        packages.set(at, new InstalledPackage(now, false));
        Inventory changed = new Inventory(inventory.facts(), inventory.setup(), packages, inventory.simulation());
        byte[] message = seal(
                MessageKind.INVENTORY,
                InventoryMessage.changes(inventory, changed).encode());
        inventory = changed;
        return message;
    }

    private byte[] seal(MessageKind kind, byte[] payload) {
        return seal(kind, ++sequence, payload);
    }

    private byte[] seal(MessageKind kind, long number, byte[] payload) {
        Instant now = Instant.now(Clock.systemUTC());
        Header header = new Header(
                kind, identity.keyId(), Optional.empty(), identity.signer().epoch(), number, now, now.plus(GOOD_FOR));
        lastSealed = Envelope.seal(header, payload, identity.signer()).bytes();
        return Frames.envelopes(List.of(lastSealed));
    }

    public byte[] send(byte[] body) throws IOException {
        return connection.post(Wire.CONVERSE, body);
    }

    /** What is at a path. @throws IOException for everything but a 200 */
    public byte[] get(String path) throws IOException {
        return connection.get(path);
    }

    /** The floor: the smallest servlet of the same server, over the same connection. */
    byte[] knock() throws IOException {
        return connection.get("/health/live");
    }

    /** Full check, signature included, of the answer to what was sealed last. */
    public Reply open(byte[] answer) throws IOException {
        Reply reply =
                Reply.decode(voice.open(replied(answer), MessageKind.REPLY).payload());
        if (!reply.inReplyTo().equals(Digest.of(lastSealed))) {
            throw new IOException("A reply answers something else");
        }
        for (byte[] order : reply.orders()) {
            long number = voice.open(order, MessageKind.ORDER).header().sequence();
            if (number <= orders) {
                throw new IllegalStateException("Order " + number + " comes after order " + orders);
            }
            orders = number;
        }
        return reply;
    }

    /** Whether an answer says that all is well and nothing is wanted. */
    public static void requireContent(byte[] answer) throws IOException {
        Reply reply = Reply.decode(Envelope.parse(replied(answer)).payload());
        if (reply.refusal().isPresent() || reply.inventory() != Reply.InventoryWish.NONE) {
            throw new IOException("The server is not content: " + reply.refusal() + ", wants " + reply.inventory());
        }
    }

    private static byte[] replied(byte[] answer) throws IOException {
        List<Answer> answers = Frames.readAnswers(answer);
        if (answers.size() == 1 && answers.get(0) instanceof Answer.Replied replied) {
            return replied.envelope();
        }
        throw new IOException("Not one reply but " + answers);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
