package io.fettle.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.agent.FakeServer;
import io.fettle.agent.Member;
import io.fettle.agent.TestAuthority.Pair;
import io.fettle.agent.TestClock;
import io.fettle.agent.link.CheckIns.Said;
import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.exchange.Answer.Spooled;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.api.trust.KeyId;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.InventoryCodec;
import io.fettle.protocol.InventoryMessage.Named;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.InventoryWish;
import io.fettle.protocol.Reply.NetworkInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckInsTest {
    private final TestClock clock = new TestClock(Instant.now());

    @TempDir
    Path temp;

    private FakeServer server;
    private Member member;
    private ReportSpool reports;
    private CheckIns checkIns;

    @BeforeEach
    void join() throws Exception {
        server = new FakeServer(clock);
        member = new Member(server, temp.resolve("state"), clock);
        start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void start() {
        reports = new ReportSpool(member.state.child("reports"));
        Paths paths = new Paths(List.of(server.address()), member.state.child("link"));
        checkIns = new CheckIns(
                member.identity,
                member.trust,
                member.revoked,
                member.transport,
                paths,
                reports,
                member.state.child("link"),
                "1.0",
                clock);
    }

    @Test
    void firstInventoryIsWholeAndTheNextOnlyWhatChanged() throws Exception {
        checkIns.checkIn(said(inventory("a", "b")));
        checkIns.checkIn(said(inventory("b", "c")));
        assertThat(server.inventories).hasSize(2);
        assertThat(server.inventories.get(0).base()).isEmpty();
        assertThat(server.inventories.get(1).base())
                .contains(server.inventories.get(0).digest());
        Inventory result = server.inventories
                .get(1)
                .resolve(Optional.of(new Named(InventoryCodec.digest(inventory("a", "b")), inventory("a", "b"))));
        assertThat(result.packages()).extracting(p -> p.item().name()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void unchangedInventoryIsNamedAndNotSentAlsoAfterARestart() throws Exception {
        checkIns.checkIn(said(inventory("a")));
        start();
        checkIns.checkIn(said(inventory("a")));
        assertThat(server.inventories).hasSize(1);
        assertThat(server.checkIns.get(1).inventory())
                .isEqualTo(Optional.of(server.inventories.get(0).digest()));
    }

    @Test
    void serverThatLostTheInventoryGetsItWholeAtOnce() throws Exception {
        checkIns.checkIn(said(inventory("a")));
        server.wish = InventoryWish.WHOLE;
        checkIns.checkIn(said(inventory("a")));
        assertThat(server.inventories).hasSize(2);
        assertThat(server.inventories.get(1).base()).isEmpty();
    }

    @Test
    void wishThatIsNotKnownIsLeftAlone() throws Exception {
        checkIns.checkIn(said(inventory("a")));
        server.wish = InventoryWish.UNKNOWN;
        checkIns.checkIn(said(inventory("a")));
        assertThat(server.inventories).hasSize(1);
    }

    @Test
    void inventoryIsNotAcknowledgedByAWordThatIsNotKnown() throws Exception {
        server.inventoryWish = InventoryWish.UNKNOWN;
        checkIns.checkIn(said(inventory("a")));
        assertThat(server.inventories).hasSize(1);
        server.inventoryWish = InventoryWish.NONE;
        checkIns.checkIn(said(inventory("a")));
        assertThat(server.inventories).hasSize(2);
        checkIns.checkIn(said(inventory("a")));
        assertThat(server.inventories).hasSize(2);
    }

    @Test
    void reportsGoOutInOrderAndAreForgottenOnceAcknowledged() throws Exception {
        reports.add(report("t1", TaskState.STAGING));
        reports.add(report("t1", TaskState.STAGED));
        checkIns.checkIn(said(inventory("a")));
        assertThat(server.reports)
                .extracting(report -> report.state().orElseThrow())
                .containsExactly(TaskState.STAGING, TaskState.STAGED);
        assertThat(reports.isEmpty()).isTrue();
    }

    @Test
    void relayThatKeepsReportsDoesNotMakeThemForgotten() throws Exception {
        reports.add(report("t1", TaskState.STAGED));
        server.answer = (asked, reply) -> new Spooled(120);
        Visit visit = checkIns.checkIn(said(inventory("a")));
        assertThat(visit.next()).isEqualTo(Duration.ofSeconds(120));
        assertThat(reports.isEmpty()).isFalse();
        assertThat(checkIns.lastInventory()).isEmpty();
    }

    @Test
    void toldSuitesAreKnownAfterARestart() throws Exception {
        MirroredSuite suite = new MirroredSuite(
                "s", "http://x/", "stable", new Stored(Digest.of(new byte[] {1}), 1), Optional.empty(), List.of());
        server.suites = Optional.of(List.of(suite));
        assertThat(checkIns.checkIn(said(inventory("a"))).suitesChanged()).isTrue();
        start();
        server.suites = Optional.empty();
        assertThat(checkIns.checkIn(said(inventory("a"))).suitesChanged()).isFalse();
        assertThat(checkIns.suites()).containsExactly(suite);
        assertThat(server.checkIns.get(1).suites()).isPresent();
    }

    @Test
    void unsignedRefusalMakesNothingForgotten() {
        reports.add(report("t1", TaskState.STAGED));
        server.answer = (asked, reply) -> new Refused(Reason.of("exchange.unknown_key"));
        assertThatThrownBy(() -> checkIns.checkIn(said(inventory("a")))).isInstanceOf(IOException.class);
        assertThat(reports.isEmpty()).isFalse();
    }

    @Test
    void replySignedByAnotherKeyIsRefused() {
        Pair other = server.authority.orderSigner();
        answerWith(
                (asked, reply) -> seal(reply, other, member.identity.keyId(), Duration.ofHours(1), MessageKind.REPLY));
        assertRefused("signer");
    }

    @Test
    void replyThatNamesOurSignerButIsSignedByAnotherIsRefused() {
        answerWith((asked, reply) -> {
            byte[] bytes = server.seal(reply, MessageKind.REPLY, 0).bytes();
            bytes[bytes.length - 1] ^= 1;
            return bytes;
        });
        assertRefused("");
    }

    @Test
    void replyToAnEarlierCheckInIsRefused() throws Exception {
        byte[][] first = new byte[1][];
        answerWith((asked, reply) -> {
            if (first[0] == null) {
                first[0] = server.seal(reply, MessageKind.REPLY, 0).bytes();
            }
            return first[0];
        });
        checkIns.checkIn(said(Optional.empty()));
        assertThatThrownBy(() -> checkIns.checkIn(said(Optional.empty())))
                .isInstanceOf(FettleException.class)
                .hasMessageContaining("something else");
    }

    @Test
    void replyForAnotherComputerIsRefused() {
        KeyId other = server.authority.agent().signer().keyId();
        answerWith((asked, reply) -> seal(reply, server.orderSigner, other, Duration.ofHours(1), MessageKind.REPLY));
        assertRefused("somebody else");
    }

    @Test
    void replyOutOfDateIsRefused() {
        answerWith((asked, reply) ->
                seal(reply, server.orderSigner, member.identity.keyId(), Duration.ofSeconds(-1), MessageKind.REPLY));
        assertRefused("good until");
    }

    @Test
    void orderIsNoReply() {
        answerWith((asked, reply) ->
                seal(reply, server.orderSigner, member.identity.keyId(), Duration.ofHours(1), MessageKind.ORDER));
        assertRefused("not a REPLY");
    }

    @Test
    void serverWhoseSignerIsRevokedIsNotHeardAnyMore() throws Exception {
        NetworkInfo network = new NetworkInfo(
                List.of("other.example:8383"),
                List.of(server.orderSigner.signer().keyId().toString()),
                List.of());
        server.answer = (asked, r) -> new Replied(server.seal(
                        new Reply(
                                r.inReplyTo(),
                                r.serverTime(),
                                0,
                                r.inventory(),
                                List.of(),
                                Optional.empty(),
                                false,
                                false,
                                60,
                                Optional.of(network),
                                Optional.empty()),
                        MessageKind.REPLY,
                        0)
                .bytes());
        checkIns.checkIn(said(Optional.empty()));
        assertRefused("revoked");
    }

    @Test
    void answersThatAreTooFewAreRefused() throws Exception {
        reports.add(report("t1", TaskState.STAGED));
        // The fake server answers every envelope; a body of its own is needed to answer fewer.
        CheckIns cut = new CheckIns(
                member.identity,
                member.trust,
                member.revoked,
                new CutTransport(member.transport),
                new Paths(List.of(server.address()), member.state.child("link")),
                reports,
                member.state.child("link"),
                "1.0",
                clock);
        assertThatThrownBy(() -> cut.checkIn(said(Optional.empty())))
                .isInstanceOf(FettleException.class)
                .hasMessageContaining("answers to");
        assertThat(reports.isEmpty()).isFalse();
    }

    private void assertRefused(String why) {
        reports.add(report("t1", TaskState.STAGED));
        assertThatThrownBy(() -> checkIns.checkIn(said(inventory("a"))))
                .isInstanceOf(FettleException.class)
                .hasMessageContaining(why);
        assertThat(reports.isEmpty()).isFalse();
        assertThat(checkIns.lastInventory()).isEmpty();
    }

    private void answerWith(java.util.function.BiFunction<Envelope, Reply, byte[]> bytes) {
        server.answer = bytes.<Answer>andThen(Replied::new);
    }

    private byte[] seal(Reply reply, Pair signer, KeyId addressee, Duration goodFor, MessageKind kind) {
        Header header = new Header(
                kind,
                signer.signer().keyId(),
                Optional.of(addressee),
                1,
                0,
                clock.instant(),
                clock.instant().plus(goodFor));
        return Envelope.seal(header, reply.encode(), signer.signer()).bytes();
    }

    private TaskReport report(String task, TaskState state) {
        return new TaskReport(task, state, clock.instant(), List.of(), List.of());
    }

    private static Said said(Inventory inventory) {
        return said(Optional.of(inventory));
    }

    private static Said said(Optional<Inventory> inventory) {
        return new Said(inventory, 0, "boot", false);
    }

    private static Inventory inventory(String... names) {
        ComputerFacts facts = new ComputerFacts(
                "h",
                List.of(),
                "debian",
                "12",
                "bookworm",
                "Debian",
                "6.1",
                Optional.empty(),
                false,
                List.of("amd64"),
                Level.L0,
                "1",
                "boot");
        List<InstalledPackage> packages = List.of(names).stream()
                .map(n -> new InstalledPackage(new SoftwareItem("deb", n, "1", "amd64", n, "1", MultiArch.NO), false))
                .toList();
        return new Inventory(facts, Optional.empty(), packages, Optional.empty());
    }
}
