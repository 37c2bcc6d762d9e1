package io.fettle.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.trust.AgentKeys;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.CheckIn;
import io.fettle.protocol.InventoryMessage;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.ReportCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever is not who he says, or says again what he said, changes nothing and stands in the audit. */
class AttacksTest {
    private final HeadOffice office = new HeadOffice();
    private final TestKey key = office.join("pc-a", "branch");
    private final Peer self = HeadOffice.agent("pc-a", key);

    @Test
    void aKeyThatNobodyIssuedIsRefused() {
        TestKey stranger = new TestKey();
        refused(HeadOffice.agent("pc-a", stranger), office.checkIn(stranger, 1), "envelope.unknown_key");
    }

    @Test
    void anAgentThatBringsAnotherOnesEnvelopeIsRefused() {
        TestKey other = office.join("pc-b", "branch");
        refused(self, office.checkIn(other, 1), "envelope.foreign");
        refused(self, report(other, 1), "envelope.foreign");
    }

    @Test
    void anAgentThatCallsItselfAnotherOneIsRefused() {
        office.join("pc-b", "branch");
        refused(new Peer(PeerRole.AGENT, "pc-b", key.keyId()), office.checkIn(key, 1), "envelope.foreign");
    }

    @Test
    void aRelayBringsTheEnvelopesOfItsOwnOfficeOnly() {
        Peer near = office.relay("relay-1", "branch");
        Peer far = office.relay("relay-2", "elsewhere");
        refused(far, office.checkIn(key, 1), "envelope.not_of_office");
        refused(new Peer(PeerRole.RELAY, "no-relay", key.keyId()), office.checkIn(key, 1), "envelope.not_of_office");
        assertThat(office.answer(near, office.checkIn(key, 1))).isInstanceOf(Replied.class);
        assertThat(office.heard).containsEntry(new ComputerId("pc-a"), "relay-1");
    }

    @Test
    void aComputerThatWasRemovedIsOfNoOffice() {
        Peer relay = office.relay("relay-1", "branch");
        office.computers.clear();
        refused(relay, office.checkIn(key, 1), "envelope.not_of_office");
    }

    @Test
    void anAlteredEnvelopeIsRefusedWhateverByteItIs() {
        byte[] good = report(key, 1);
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(office.answer(self, bad)).isInstanceOf(Refused.class);
        }
        for (int length = 0; length < good.length; length += 7) {
            assertThat(office.answer(self, java.util.Arrays.copyOf(good, length)))
                    .isInstanceOf(Refused.class);
        }
        assertThat(office.commits).isZero();
        assertThat(office.heard).isEmpty();
        assertThat(office.audited()).contains("envelope.bad_signature", "envelope.malformed", "envelope.unknown_key");
    }

    @Test
    void aRevokedKeyIsRefused() {
        office.state(key, "pc-a", AgentKeys.State.REVOKED);
        refused(self, office.checkIn(key, 1), "envelope.revoked_key");
    }

    @Test
    void anEnvelopeForSomebodyElseIsRefused() {
        byte[] redirected = key.seal(
                MessageKind.REPORT,
                1,
                office.now,
                office.now.plusSeconds(60),
                Optional.of(new TestKey().keyId()),
                reportContent());
        refused(self, redirected, "envelope.redirected");
    }

    @Test
    void theServersOwnWordsThrownBackAreRefused() {
        refused(self, key.seal(MessageKind.ORDER, 1, office.now, new byte[0]), "envelope.wrong_kind");
        refused(self, key.seal(MessageKind.REPLY, 1, office.now, new byte[0]), "envelope.wrong_kind");
        byte[] reply = ((Replied) office.answer(self, office.checkIn(key, 1))).envelope();
        refused(self, reply, "envelope.unknown_key");
    }

    @Test
    void envelopesOutOfTheirTimeAreRefused() {
        Instant now = office.now;
        refused(self, sealed(now.minusSeconds(3600), now.minusSeconds(301)), "envelope.expired");
        refused(self, sealed(now.plusSeconds(301), now.plusSeconds(600)), "envelope.from_the_future");
        // A check-in is good for ten minutes, whatever its signer says.
        refused(self, sealed(now.minusSeconds(901), now.plus(Duration.ofDays(300))), "envelope.expired");
        refused(self, sealed(now, Instant.ofEpochMilli(Long.MIN_VALUE)), "envelope.expired");
        assertThat(office.answer(self, sealed(now.plusSeconds(299), now.plusSeconds(600))))
                .isInstanceOf(Replied.class);
    }

    @Test
    void aReportMayBeSevenDaysOldAndNotMore() {
        Instant now = office.now;
        byte[] week = key.seal(
                MessageKind.REPORT,
                1,
                now.minus(Duration.ofDays(7)),
                now.plusSeconds(1),
                Optional.empty(),
                reportContent());
        byte[] older = key.seal(
                MessageKind.REPORT,
                2,
                now.minus(Duration.ofDays(7)).minusSeconds(301),
                now.plusSeconds(1),
                Optional.empty(),
                reportContent());
        assertThat(office.answer(self, week)).isInstanceOf(Replied.class);
        refused(self, older, "envelope.expired");
    }

    @Test
    void aReplayedCheckInHasNoEffectHoweverOften() {
        Peer relay = office.relay("relay-1", "branch");
        byte[] checkIn = office.checkIn(key, 5);
        assertThat(office.answer(self, checkIn)).isInstanceOf(Replied.class);
        office.orders.put(new ComputerId("pc-a"), List.of(HeadOffice.draft("t", office.now.plusSeconds(60))));
        for (int i = 0; i < 1000; i++) {
            assertThat(office.answer(relay, checkIn)).isEqualTo(new Refused(Reason.of("envelope.replayed")));
        }
        assertThat(office.answer(self, office.checkIn(key, 4))).isEqualTo(new Refused(Reason.of("envelope.replayed")));
        assertThat(office.commits).isZero();
        assertThat(office.audited()).containsExactly("envelope.replayed", "envelope.replayed");
        assertThat(office.answer(self, office.checkIn(key, 6))).isInstanceOf(Replied.class);
    }

    @Test
    void theSameEnvelopeTwiceInOneCallCountsOnce() {
        byte[] checkIn = office.checkIn(key, 1);
        List<Answer> answers = office.conversation.converse(self, List.of(checkIn, checkIn));
        assertThat(answers.get(0)).isInstanceOf(Replied.class);
        assertThat(answers.get(1)).isInstanceOf(Refused.class);
    }

    @Test
    void aReplayedReportIsTakenOnceAndStandsInTheAudit() {
        byte[] report = report(key, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(office.answer(self, report)).isInstanceOf(Replied.class);
        }
        assertThat(office.reports).hasSize(1);
        assertThat(office.audited()).containsExactly("envelope.replayed");
        assertThat(office.audit.get(0).actor()).isEqualTo("computer:pc-a");
        assertThat(office.audit.get(0).details())
                .containsEntry("kind", "REPORT")
                .containsEntry("sequence", "1");
    }

    @Test
    void anOldInventoryDoesNotTakeTheNewOnesPlace() {
        byte[] old = inventory(1, "a");
        office.answer(self, old);
        office.answer(self, inventory(2, "a", "b"));
        for (int i = 0; i < 100; i++) {
            office.answer(self, old);
        }
        assertThat(office.inventories.get(new ComputerId("pc-a")).packages()).hasSize(2);
        assertThat(office.commits).isEqualTo(2);
    }

    @Test
    void anInventoryFromBeforeTheNewestOneIsStaleAlsoAfterARestart() {
        byte[] old = inventory(1, "a");
        office.now = office.now.plus(Duration.ofMinutes(30));
        // What the server knows by number is gone with a restart: another desk has never seen this key.
        office.answer(self, inventory(2, "a", "b"));
        InventoryDesk fresh = new InventoryDesk(office.intake(), office, office.clock);
        Opened opened = new Opened(
                io.fettle.protocol.Envelope.parse(old), office.find(key.keyId()).orElseThrow());
        InventoryDesk.Result result =
                fresh.accept(List.of(opened)).values().iterator().next();
        assertThat(result.refusal()).contains(Reason.of("inventory.stale"));
        assertThat(office.inventories.get(new ComputerId("pc-a")).packages()).hasSize(2);
    }

    @Test
    void nobodyFloodsTheAudit() {
        TestKey stranger = new TestKey();
        Peer peer = HeadOffice.agent("pc-a", stranger);
        byte[] envelope = office.checkIn(stranger, 1);
        office.conversation.converse(peer, Collections.nCopies(500, envelope));
        assertThat(office.audit).hasSize(1);
        office.now = office.now.plusSeconds(61);
        office.answer(peer, envelope);
        assertThat(office.audit).hasSize(2);
        assertThat(office.audit.get(1).details()).containsEntry("suppressed", "499");
    }

    @Test
    void aQuarantinedComputerGetsNoOrders() {
        office.state(key, "pc-a", AgentKeys.State.QUARANTINED);
        office.orders.put(new ComputerId("pc-a"), List.of(HeadOffice.draft("t", office.now.plusSeconds(60))));
        var reply = office.reply(office.answer(self, office.checkIn(key, 1)), key);
        assertThat(reply.quarantined()).isTrue();
        assertThat(reply.orders()).isEmpty();
        assertThat(office.commits).isZero();
    }

    private void refused(Peer peer, byte[] envelope, String code) {
        int before = office.commits;
        int taken = office.reports.size();
        Answer answer = office.answer(peer, envelope);
        assertThat(answer).isInstanceOf(Refused.class);
        assertThat(((Refused) answer).reason().code()).isEqualTo(code);
        assertThat(office.audited()).contains(code);
        assertThat(office.commits).isEqualTo(before);
        assertThat(office.reports).hasSize(taken);
    }

    private byte[] sealed(Instant issuedAt, Instant notAfter) {
        byte[] content = new CheckIn("0.1", Optional.empty(), Optional.empty(), 0, "boot", false).encode();
        return key.seal(MessageKind.CHECK_IN, 99, issuedAt, notAfter, Optional.empty(), content);
    }

    private byte[] inventory(long sequence, String... packages) {
        return key.seal(
                MessageKind.INVENTORY,
                sequence,
                office.now,
                InventoryMessage.whole(HeadOffice.inventory(packages)).encode());
    }

    private byte[] report(TestKey signer, long sequence) {
        return signer.seal(MessageKind.REPORT, sequence, office.now, reportContent());
    }

    private byte[] reportContent() {
        return ReportCodec.encode(new TaskReport("task", TaskState.STAGED, office.now, List.of(), List.of()));
    }
}
