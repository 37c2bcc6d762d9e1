package io.fettle.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.trust.Peer;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.InventoryCodec;
import io.fettle.protocol.InventoryMessage;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.InventoryWish;
import io.fettle.protocol.ReportCodec;
import io.fettle.testkit.health.RecordedMetrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SealedConversationTest {
    private static final ComputerId PC = new ComputerId("pc-a");
    private static final Digest NAME = Digest.of("newer".getBytes(StandardCharsets.UTF_8));

    private final HeadOffice office = new HeadOffice();
    private final TestKey key = office.join("pc-a", "branch");
    private final Peer self = HeadOffice.agent("pc-a", key);
    private long sequence;

    @Test
    void checkInsAreCountedByTheirOutcome() {
        TestKey key = office.join("c-counted", "branch");
        byte[] checkIn = office.checkIn(key, 1);
        office.answer(HeadOffice.agent("c-counted", key), checkIn);
        office.answer(HeadOffice.agent("c-counted", key), office.checkIn(key, 2));
        office.answer(HeadOffice.agent("c-counted", key), checkIn);
        office.answer(HeadOffice.agent("c-other", new TestKey()), office.checkIn(key, 3));
        assertThat(RecordedMetrics.of(office.admission))
                .isEqualTo(Map.of(
                        "check_ins_total{outcome=\"accepted\"}", 2.0, "check_ins_total{outcome=\"refused\"}", 2.0));
    }

    @Test
    void aReplyNamesItsQuestion() {
        byte[] checkIn = office.checkIn(key, 1);
        assertThat(office.reply(office.answer(self, checkIn), key).inReplyTo()).isEqualTo(Digest.of(checkIn));
    }

    @Test
    void theFirstCheckInAsksForTheWholeInventoryAndShowsTheNetwork() {
        Reply reply = checkIn(Optional.empty(), Optional.empty());
        assertThat(reply.inventory()).isEqualTo(InventoryWish.WHOLE);
        assertThat(reply.suites()).isEmpty();
        assertThat(reply.network().orElseThrow().addresses()).containsExactly("server.example.org:8383");
        assertThat(reply.refreshSeconds()).isEqualTo(5400);
        assertThat(checkIn(Optional.empty(), Optional.empty()).network()).isEmpty();
    }

    @Test
    void aNewRevocationIsTold() {
        checkIn(Optional.empty(), Optional.empty());
        TestKey out = new TestKey();
        office.revoked.add(out.keyId());
        assertThat(checkIn(Optional.empty(), Optional.empty())
                        .network()
                        .orElseThrow()
                        .revoked())
                .containsExactly(out.keyId().toString());
    }

    @Test
    void anInventoryInTheSameCallSettlesTheWish() {
        Inventory inventory = HeadOffice.inventory("a");
        List<Answer> answers = office.conversation.converse(
                self,
                List.of(
                        inventory(InventoryMessage.whole(inventory)),
                        office.checkIn(
                                key, ++sequence, Optional.of(InventoryCodec.digest(inventory)), Optional.empty(), 0)));
        assertThat(office.reply(answers.get(0), key).refusal()).isEmpty();
        assertThat(office.reply(answers.get(1), key).inventory()).isEqualTo(InventoryWish.NONE);
    }

    @Test
    void changesAreAppliedInTheOrderInWhichTheyWereMade() {
        Inventory first = HeadOffice.inventory("a");
        Inventory second = HeadOffice.inventory("a", "b");
        Inventory third = HeadOffice.inventory("b");
        List<Answer> answers = office.conversation.converse(
                self,
                List.of(
                        inventory(InventoryMessage.whole(first)),
                        inventory(InventoryMessage.changes(first, second)),
                        inventory(InventoryMessage.changes(second, third))));
        answers.forEach(a -> assertThat(office.reply(a, key).refusal()).isEmpty());
        assertThat(office.inventories.get(PC).packages())
                .extracting(p -> p.item().name())
                .containsExactly("b");
    }

    @Test
    void aNewerComputersInventoryIsTakenAsFarAsItIsUnderstood() {
        byte[] whole = newer(InventoryMessage.whole(HeadOffice.inventory("a")), NAME);
        Reply reply = office.reply(office.answer(self, inventory(whole)), key);
        assertThat(reply.refusal()).isEmpty();
        assertThat(reply.inventory()).isEqualTo(InventoryWish.NONE);
        assertThat(office.inventories.get(PC).facts().level()).isEqualTo(Level.L0);
        assertThat(checkIn(Optional.of(NAME), Optional.empty()).inventory()).isEqualTo(InventoryWish.NONE);

        InventoryMessage changes = new InventoryMessage(
                Digest.of(new byte[2]), Optional.of(NAME), HeadOffice.inventory("b"), List.of(), true);
        Reply changed = office.reply(office.answer(self, inventory(newer(changes, changes.digest()))), key);
        assertThat(changed.refusal()).isEmpty();
        assertThat(office.inventories.get(PC).packages())
                .extracting(p -> p.item().name())
                .containsExactlyInAnyOrder("a", "b");
    }

    /** As somebody says it who knows a level and a field more. */
    private static byte[] newer(InventoryMessage message, Digest name) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(message.encode()))) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(message.digest().hex(), name.hex())
                    .replace("\"level\":\"L1\"", "\"level\":\"L9\",\"mood\":[\"good\"]");
            assertThat(json).contains("L9");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(json.getBytes(StandardCharsets.UTF_8));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void changesToAnInventoryThatIsNotHereAskForTheWhole() {
        byte[] changes = inventory(InventoryMessage.changes(HeadOffice.inventory("x"), HeadOffice.inventory("x", "y")));
        Reply reply = office.reply(office.answer(self, changes), key);
        assertThat(reply.inventory()).isEqualTo(InventoryWish.WHOLE);
        assertThat(reply.refusal()).isPresent();
    }

    @Test
    void onlyTheComputersOwnSuitesTravelAndOnlyWhenTheyChanged() {
        Inventory inventory = HeadOffice.inventory("a");
        office.answer(self, inventory(InventoryMessage.whole(inventory)));
        Optional<Digest> its = Optional.of(InventoryCodec.digest(inventory));
        Reply told = checkIn(its, Optional.empty());
        assertThat(told.suites().orElseThrow()).extracting(MirroredSuite::suite).containsExactly("bookworm-security");
        assertThat(checkIn(its, told.suitesDigest()).suites()).isEmpty();
        office.mirrored = List.of();
        assertThat(checkIn(its, told.suitesDigest()).suites()).contains(List.of());
    }

    @Test
    void aComputerWithDnfIsToldOfItsRepositoriesByUriOrWhereItHasNoneById() {
        office.mirrored = List.of(
                suite("https://dl.example.org/9/BaseOS/", ""),
                suite("https://dl.example.org/9/AppStream/", "appstream"),
                suite("https://dl.example.org/9/CRB/", "crb"),
                suite("https://dl.example.org/9/Extras/", ""));
        Inventory inventory = new Inventory(
                HeadOffice.inventory().facts(),
                Optional.of(new RpmSetup(
                        "x86_64",
                        List.of(
                                used("base", "http://DL.example.org/9/BaseOS", ""),
                                used("appstream", "", "https://mirrors.example.org/appstream"),
                                used("crb", "https://other.example.org/CRB/", "")),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        true)),
                List.of(),
                Optional.empty());
        office.answer(self, inventory(InventoryMessage.whole(inventory)));
        Reply told = checkIn(Optional.of(InventoryCodec.digest(inventory)), Optional.empty());
        assertThat(told.suites().orElseThrow())
                .extracting(MirroredSuite::uri)
                .containsExactly("https://dl.example.org/9/BaseOS/", "https://dl.example.org/9/AppStream/");
    }

    private static MirroredSuite suite(String uri, String id) {
        Digest digest = Digest.of(uri.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new MirroredSuite(
                "source", uri, id, new MirroredSuite.Stored(digest, 1000), Optional.empty(), List.of());
    }

    private static RpmRepository used(String id, String baseUrl, String mirrors) {
        List<String> baseUrls = baseUrl.isEmpty() ? List.of() : List.of(baseUrl);
        return new RpmRepository(id, baseUrls, mirrors, 99, false, true, false, List.of(), List.of());
    }

    @Test
    void anUnchangedCheckInTouchesNoStoreAndReadsNoInventory() {
        Inventory inventory = HeadOffice.inventory("a");
        office.answer(self, inventory(InventoryMessage.whole(inventory)));
        Optional<Digest> its = Optional.of(InventoryCodec.digest(inventory));
        Optional<Digest> suites = checkIn(its, Optional.empty()).suitesDigest();
        int commits = office.commits;
        int reads = office.inventoryReads;
        int audited = office.audit.size();
        for (int i = 0; i < 50; i++) {
            Reply reply = checkIn(its, suites);
            assertThat(reply.inventory()).isEqualTo(InventoryWish.NONE);
            assertThat(reply.suites()).isEmpty();
        }
        assertThat(office.commits).isEqualTo(commits);
        assertThat(office.inventoryReads).isEqualTo(reads);
        assertThat(office.audit).hasSize(audited);
    }

    @Test
    void anOrderIsSealedForTheKeyThatAskedWithTheSuitesThatProveIt() {
        office.orders.put(PC, List.of(HeadOffice.draft("task-1", office.now.plus(Duration.ofHours(3)))));
        Reply reply = checkIn(Optional.empty(), Optional.empty());
        Envelope order = Envelope.parse(reply.orders().get(0));
        order.verify(office.serverKey.pair.getPublic());
        assertThat(order.header().kind()).isEqualTo(MessageKind.ORDER);
        assertThat(order.header().addressee()).contains(key.keyId());
        assertThat(order.header().sequence()).isEqualTo(7);
        assertThat(order.header().notAfter()).isEqualTo(office.now.plus(Duration.ofHours(3)));
        Order content = Order.decode(order.payload());
        assertThat(content.taskId()).isEqualTo("task-1");
        assertThat(content.computerId()).isEqualTo("pc-a");
        assertThat(content.suites()).extracting(MirroredSuite::suite).containsExactly("bookworm-security");
        assertThat(content.steps()).hasSize(1);
    }

    @Test
    void anOrderWhoseSuiteIsNotMirroredIsNotSent() {
        office.mirrored = List.of();
        office.orders.put(PC, List.of(HeadOffice.draft("task-1", office.now.plusSeconds(60))));
        assertThat(checkIn(Optional.empty(), Optional.empty()).orders()).isEmpty();
    }

    @Test
    void aReportIsAcknowledgedByItsReply() {
        TaskReport report = new TaskReport("task", TaskState.STAGED, office.now, List.of(), List.of());
        byte[] envelope = key.seal(MessageKind.REPORT, 1, office.now, ReportCodec.encode(report));
        assertThat(office.reply(office.answer(self, envelope), key).acknowledgedReports())
                .isEqualTo(1);
        assertThat(office.reports.get(0).report()).isEqualTo(report);
        assertThat(office.reports.get(0).computer()).isEqualTo(PC);
    }

    @Test
    void anUnreadableReportDoesNotBlockTheOnesBehindIt() {
        byte[] broken = key.seal(MessageKind.REPORT, 1, office.now, "{".getBytes(StandardCharsets.US_ASCII));
        Reply reply = office.reply(office.answer(self, broken), key);
        assertThat(reply.acknowledgedReports()).isEqualTo(1);
        assertThat(reply.refusal()).isPresent();
        assertThat(office.audited()).containsExactly("envelope.malformed_payload");
    }

    @Test
    void aBatchOfAnOfficeIsTwoCommits() {
        Peer relay = office.relay("relay-1", "branch");
        List<byte[]> envelopes = new ArrayList<>();
        List<TestKey> signers = new ArrayList<>();
        for (int i = 0; i < 166; i++) {
            TestKey one = office.join("pc-" + i, "branch");
            InventoryMessage inventory = InventoryMessage.whole(HeadOffice.inventory("p" + i));
            TaskReport report = new TaskReport("task" + i, TaskState.STAGED, office.now, List.of(), List.of());
            envelopes.add(one.seal(MessageKind.INVENTORY, 1, office.now, inventory.encode()));
            envelopes.add(one.seal(MessageKind.REPORT, 1, office.now, ReportCodec.encode(report)));
            envelopes.add(office.checkIn(one, 1, Optional.of(inventory.digest()), Optional.empty(), 0));
            signers.addAll(List.of(one, one, one));
        }
        envelopes.add(new byte[3]);
        TestKey outsider = office.join("pc-out", "elsewhere");
        envelopes.add(office.checkIn(outsider, 1));
        assertThat(envelopes).hasSize(500);
        List<Answer> answers = office.conversation.converse(relay, envelopes);
        assertThat(answers).hasSize(500);
        assertThat(office.commits).isEqualTo(2);
        assertThat(office.reports).hasSize(166);
        for (int i = 0; i < signers.size(); i++) {
            Reply reply = office.reply(answers.get(i), signers.get(i));
            assertThat(reply.inReplyTo()).isEqualTo(Digest.of(envelopes.get(i)));
            assertThat(reply.acknowledgedReports()).isEqualTo(1);
            assertThat(reply.inventory()).isEqualTo(InventoryWish.NONE);
        }
        assertThat(answers.subList(498, 500)).noneMatch(a -> a instanceof Replied);
    }

    @Test
    void anOldAgentsAndANewAgentsCheckInAreUnderstood() {
        String old = "{\"agentVersion\":\"0.0.1\"}";
        String future = "{\"agentVersion\":\"9\",\"battery\":{\"percent\":[1,2,{\"x\":null}]},\"orderSequence\":3,"
                + "\"bootId\":\"b\",\"wokenUp\":true}";
        for (String json : List.of(old, future)) {
            byte[] envelope =
                    key.seal(MessageKind.CHECK_IN, ++sequence, office.now, json.getBytes(StandardCharsets.UTF_8));
            assertThat(office.reply(office.answer(self, envelope), key).refusal())
                    .isEmpty();
        }
    }

    @Test
    void aWishForAScanIsToldOnce() {
        office.wishes.add(PC);
        assertThat(checkIn(Optional.empty(), Optional.empty()).scanNow()).isTrue();
        assertThat(checkIn(Optional.empty(), Optional.empty()).scanNow()).isFalse();
        office.wishes.add(PC);
        office.now = office.now.plus(Duration.ofHours(25));
        assertThat(checkIn(Optional.empty(), Optional.empty()).scanNow()).isFalse();
    }

    private Reply checkIn(Optional<Digest> inventory, Optional<Digest> suites) {
        return office.reply(office.answer(self, office.checkIn(key, ++sequence, inventory, suites, 0)), key);
    }

    private byte[] inventory(InventoryMessage message) {
        return inventory(message.encode());
    }

    private byte[] inventory(byte[] payload) {
        return key.seal(MessageKind.INVENTORY, ++sequence, office.now, payload);
    }
}
