package io.fettle.relay.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.exchange.Answer.Spooled;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerAddress;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.MessageKind;
import io.fettle.relay.Office;
import io.fettle.relay.spool.Spool;
import io.fettle.testkit.trust.TestAuthority.Pair;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RelayConversationTest {
    @TempDir
    Path directory;

    private final FakeServer server = new FakeServer();
    private final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
    private Office office;
    private Pair agent;
    private Spool spool;
    private RelayConversation conversation;

    @BeforeEach
    void start() {
        office = new Office(directory);
        agent = office.authority.agent("computer");
        spool = spool(100);
        conversation = open();
    }

    @AfterEach
    void stop() {
        conversation.stop();
    }

    private Spool spool(int max) {
        return new Spool(PrivateDirectory.at(directory).child("spool"), max, 1 << 20);
    }

    private RelayConversation open() {
        Uplink uplink = new Uplink(server, List.of(new ServerAddress("server", 8383)));
        ReplyReader replies = new ReplyReader(office.membership, Clock.fixed(Office.NOW, ZoneOffset.UTC));
        return new RelayConversation(spool, uplink, replies, audited::add);
    }

    @Test
    void everyAgentGetsTheAnswersToItsOwnEnvelopes() {
        byte[] report = envelope(MessageKind.REPORT, 1);
        byte[] checkIn = envelope(MessageKind.CHECK_IN, 2);
        assertThat(say(report, checkIn))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new Replied(report), new Replied(checkIn)));
        assertThat(spool.size()).isZero();
    }

    @Test
    void manyAgentsGoUpInFewRequests() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        server.gate = gate;
        int count = 60;
        ExecutorService agents = Executors.newFixedThreadPool(count);
        try {
            List<Future<Boolean>> answered = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(count);
            for (int i = 0; i < count; i++) {
                Pair one = office.authority.agent("computer-" + i);
                answered.add(agents.submit(answeredByItself(one, begun)));
            }
            begun.await();
            gate.countDown();
            for (Future<Boolean> one : answered) {
                assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            agents.shutdownNow();
        }
        assertThat(server.batches.stream().mapToInt(b -> b).sum()).isEqualTo(count);
        assertThat(server.batches.size()).isLessThan(count / 3);
    }

    private Callable<Boolean> answeredByItself(Pair one, CountDownLatch begun) {
        return () -> {
            byte[] checkIn = Office.envelope(one, MessageKind.CHECK_IN, 1);
            begun.countDown();
            List<Answer> answers = conversation.converse(Office.peer(one), List.of(checkIn));
            return answers.size() == 1
                    && answers.get(0) instanceof Replied replied
                    && java.util.Arrays.equals(replied.envelope(), checkIn);
        };
    }

    @Test
    void whileTheServerIsAwayReportsAndInventoriesAreKeptAndCheckInsAreNot() {
        server.away = true;
        byte[] report = envelope(MessageKind.REPORT, 1);
        byte[] inventory = envelope(MessageKind.INVENTORY, 2);
        List<Answer> answers = say(report, inventory, envelope(MessageKind.CHECK_IN, 3));
        assertThat(answers).hasSize(3).allMatch(Spooled.class::isInstance);
        assertThat(spool.oldest(10, Long.MAX_VALUE))
                .extracting(Spool.Kept::envelope)
                .containsExactly(report, inventory);
    }

    /** An agent that is told to come again seals the same report anew. */
    @Test
    void reportThatAnAgentBringsAgainIsKeptOnce() {
        server.away = true;
        byte[] first = envelope(MessageKind.REPORT, 1);
        say(first, envelope(MessageKind.REPORT, 2));
        for (int i = 0; i < 5; i++) {
            say(envelope(MessageKind.REPORT, 1), envelope(MessageKind.REPORT, 2));
        }
        assertThat(spool.size()).isEqualTo(2);
        assertThat(spool.oldest(1, 1).get(0).envelope()).isEqualTo(first);
    }

    /** Each builds on the last that the server has, so it says all that an older one says. */
    @Test
    void newerInventoryTakesThePlaceOfAnOlderOne() {
        server.away = true;
        say(envelope(MessageKind.INVENTORY, 1));
        say(envelope(MessageKind.REPORT, 1));
        byte[] newer = envelope(MessageKind.INVENTORY, 2);
        say(newer);
        assertThat(spool.size()).isEqualTo(2);
        assertThat(spool.oldest(2, Long.MAX_VALUE).get(1).envelope()).isEqualTo(newer);
    }

    @Test
    void whatWasKeptGoesUpOldestFirstWhenTheServerIsBack() throws Exception {
        server.away = true;
        List<byte[]> kept = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            kept.add(envelope(MessageKind.REPORT, i));
            say(kept.get(i - 1));
        }
        server.away = false;
        byte[] checkIn = envelope(MessageKind.CHECK_IN, 6);
        say(checkIn);
        assertThat(server.next()).isEqualTo(checkIn);
        for (byte[] report : kept) {
            assertThat(server.next()).isEqualTo(report);
        }
        awaitEmptySpool();
    }

    @Test
    void restartSendsWhatWasKeptBefore() throws Exception {
        byte[] first = envelope(MessageKind.REPORT, 1);
        byte[] second = envelope(MessageKind.REPORT, 2);
        conversation.stop();
        spool.add(Digest.of(first), first);
        spool.add(Digest.of(second), second);
        spool = spool(100);
        conversation = open();
        assertThat(server.next()).isEqualTo(first);
        assertThat(server.next()).isEqualTo(second);
        awaitEmptySpool();
    }

    @Test
    void inventoriesThatAreTooLargeForOneRequestGoUpInSeveral() {
        conversation.stop();
        spool = new Spool(PrivateDirectory.at(directory).child("large"), 100, 64 << 20);
        int count = 5;
        for (int i = 1; i <= count; i++) {
            byte[] large = Office.envelope(agent, MessageKind.INVENTORY, i, new byte[Envelope.MAX_PAYLOAD - 1024]);
            spool.add(Digest.of(large), large);
        }
        conversation = open();
        awaitEmptySpool();
        assertThat(server.envelopes).hasSize(count);
    }

    @Test
    void whatTheServerRefusesLeavesTheSpool() throws Exception {
        conversation.stop();
        byte[] report = envelope(MessageKind.REPORT, 1);
        spool.add(Digest.of(report), report);
        server.refuses = true;
        conversation = open();
        server.next();
        awaitEmptySpool();
        assertThat(server.batches).containsExactly(1);
    }

    @Test
    void refusalOfTheServerIsPassedOn() {
        server.refuses = true;
        assertThat(say(envelope(MessageKind.REPORT, 1))).containsExactly(new Refused(Reason.of("test.refused")));
        assertThat(spool.size()).isZero();
    }

    @Test
    void foreignEnvelopeIsRefusedWithoutAWordOverTheWan() {
        Pair other = office.authority.agent("other");
        byte[] foreign = Office.envelope(other, MessageKind.REPORT, 1);
        assertThat(say(foreign)).containsExactly(new Refused(Reason.of("envelope.foreign")));
        assertThat(server.batches).isEmpty();
        assertThat(audited).extracting(AuditEntry::action).containsExactly("envelope.foreign");
    }

    @Test
    void computerThatBringsForeignEnvelopesDoesNotFillTheAudit() {
        byte[] foreign = Office.envelope(office.authority.agent("other"), MessageKind.REPORT, 1);
        for (int i = 0; i < 500; i++) {
            assertThat(say(foreign)).containsExactly(new Refused(Reason.of("envelope.foreign")));
        }
        assertThat(say(new byte[] {1})).containsExactly(new Refused(Reason.of("envelope.malformed")));
        assertThat(audited).extracting(AuditEntry::action).containsExactly("envelope.foreign", "envelope.malformed");
    }

    @Test
    void malformedEnvelopeBetweenGoodOnesKeepsEveryAnswerInItsPlace() {
        byte[] report = envelope(MessageKind.REPORT, 1);
        byte[] checkIn = envelope(MessageKind.CHECK_IN, 2);
        assertThat(say(report, new byte[] {1}, checkIn))
                .usingRecursiveComparison()
                .isEqualTo(List.of(
                        new Replied(report), new Refused(Reason.of("envelope.malformed")), new Replied(checkIn)));
        assertThat(server.batches.stream().mapToInt(b -> b).sum()).isEqualTo(2);
        assertThat(audited).extracting(AuditEntry::action).containsExactly("envelope.malformed");
    }

    @Test
    void fullSpoolNeverTellsAnAgentThatItsReportHasNoEffect() {
        conversation.stop();
        spool = spool(1);
        conversation = open();
        server.away = true;
        say(envelope(MessageKind.REPORT, 1));
        assertThat(say(envelope(MessageKind.REPORT, 2))).hasSize(1).allMatch(Spooled.class::isInstance);
        assertThat(spool.size()).isEqualTo(1);
    }

    @Test
    void failureThatNobodyThoughtOfDoesNotEndTheUplink() {
        server.breaks = new IllegalStateException("disk full");
        assertThat(say(envelope(MessageKind.REPORT, 1))).allMatch(Spooled.class::isInstance);
        byte[] second = envelope(MessageKind.REPORT, 2);
        assertThat(say(second)).usingRecursiveComparison().isEqualTo(List.of(new Replied(second)));
    }

    @Test
    void afterTheEndEverythingIsKept() {
        conversation.stop();
        assertThat(say(envelope(MessageKind.REPORT, 1))).allMatch(Spooled.class::isInstance);
        assertThat(spool.size()).isEqualTo(1);
    }

    private List<Answer> say(byte[]... envelopes) {
        return conversation.converse(Office.peer(agent), List.of(envelopes));
    }

    private byte[] envelope(MessageKind kind, long sequence) {
        return Office.envelope(agent, kind, sequence);
    }

    private void awaitEmptySpool() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (spool.size() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(spool.size()).isZero();
    }
}
