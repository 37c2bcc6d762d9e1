package io.fettle.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.agent.FakeServer;
import io.fettle.agent.Member;
import io.fettle.agent.TestAuthority;
import io.fettle.agent.TestAuthority.Pair;
import io.fettle.agent.TestClock;
import io.fettle.agent.link.CheckIns.Said;
import io.fettle.api.FettleException;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.member.OrdersTrust;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.NetworkInfo;
import java.io.ByteArrayOutputStream;
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

/** The server gets another certificate for orders while agents are out there. */
class RenewedSignerTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private final TestClock clock = new TestClock(Instant.now());

    @TempDir
    Path temp;

    private FakeServer server;
    private Member member;

    @BeforeEach
    void join() throws Exception {
        server = new FakeServer(clock);
        member = new Member(server, temp.resolve("state"), clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void renewedCertificateIsKept() throws Exception {
        Pair renewed = server.authority.renewed(server.orderSigner, YEAR);
        answer(server.orderSigner, renewed.der());
        checkIn();
        assertBelieved(renewed.der());
    }

    @Test
    void replyBringsTheCertificateOfItsOwnKey() throws Exception {
        Pair next = server.authority.orderSigner();
        answer(next, next.der());
        checkIn();
        assertBelieved(next.der());
        answer(next, List.of());
        checkIn();
    }

    @Test
    void nextKeyIsToldByTheOneBefore() throws Exception {
        Pair next = server.authority.orderSigner();
        answer(server.orderSigner, next.der());
        checkIn();
        answer(next, List.of());
        checkIn();
        assertBelieved(next.der());
    }

    @Test
    void aComputerThatWasOffForLongIsBack() throws Exception {
        server.close();
        server = new FakeServer(clock);
        server.orderSigner = server.authority.renewed(server.orderSigner, Duration.ofDays(1));
        member = new Member(server, temp.resolve("other"), clock);
        clock.advance(Duration.ofDays(2));
        answer(server.orderSigner, List.of());
        assertRefused("does not hold");
        Pair renewed = server.authority.renewed(server.orderSigner, YEAR);
        answer(renewed, renewed.der());
        checkIn();
        assertBelieved(renewed.der());
    }

    @Test
    void keyOfAnAgentSignsNothing() {
        Pair agent = server.authority.agent();
        answer(agent, agent.der());
        assertRefused("made for something else");
        assertBelieved(server.orderSigner.der());
    }

    @Test
    void chainToAnotherRootIsRefused() {
        Pair strange = new TestAuthority(clock.instant()).orderSigner();
        answer(strange, strange.der());
        assertRefused("root");
        assertBelieved(server.orderSigner.der());
    }

    @Test
    void anHonestChainIsNotTakenFromAForger() {
        Pair next = server.authority.orderSigner();
        server.answer = (asked, reply) -> {
            byte[] bytes = seal(with(reply, next.der()), next);
            bytes[bytes.length - 1] ^= 1;
            return new Replied(bytes);
        };
        assertThatThrownBy(this::checkIn).isInstanceOf(FettleException.class);
        assertBelieved(server.orderSigner.der());
    }

    @Test
    void aChainForAnotherKeyThanTheSignersIsRefused() {
        answer(server.authority.agent(), server.authority.orderSigner().der());
        assertRefused("its signer is not our server");
        assertBelieved(server.orderSigner.der());
    }

    @Test
    void revokedKeyDoesNotComeBack() {
        Pair out = server.authority.orderSigner();
        member.revoked.replace(List.of(out.signer().keyId().toString()));
        answer(out, out.der());
        assertRefused("revoked");
        assertBelieved(server.orderSigner.der());
    }

    @Test
    void aBadChainInAnHonestReplyChangesNothing() throws Exception {
        answer(server.orderSigner, server.authority.agent().der());
        checkIn();
        answer(server.orderSigner, List.of(new byte[] {1}));
        checkIn();
        assertBelieved(server.orderSigner.der());
    }

    @Test
    void damagedFileFallsBackToTheEnrolment() {
        member.state.child("trust").write("orders.chain", new byte[] {1, 2});
        assertBelieved(server.orderSigner.der());
    }

    /** Also after a restart. */
    private void assertBelieved(List<byte[]> chain) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chain.forEach(all::writeBytes);
        assertThat(member.trust.encoded()).isEqualTo(all.toByteArray());
        assertThat(new OrdersTrust(member.identity, member.state.child("trust")).encoded())
                .isEqualTo(all.toByteArray());
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::checkIn).isInstanceOf(FettleException.class).hasMessageContaining(why);
    }

    private void checkIn() throws IOException {
        new CheckIns(
                        member.identity,
                        member.trust,
                        member.revoked,
                        member.transport,
                        new Paths(List.of(server.address()), member.state.child("link")),
                        new ReportSpool(member.state.child("reports")),
                        member.state.child("link"),
                        "1.0",
                        clock)
                .checkIn(new Said(Optional.empty(), 0, "boot", false));
    }

    private void answer(Pair signer, List<byte[]> chain) {
        server.answer = (asked, reply) -> new Replied(seal(with(reply, chain), signer));
    }

    private static Reply with(Reply r, List<byte[]> chain) {
        return new Reply(
                r.inReplyTo(),
                r.serverTime(),
                0,
                r.inventory(),
                List.of(),
                Optional.empty(),
                false,
                false,
                60,
                Optional.of(new NetworkInfo(List.of(), List.of(), chain)),
                Optional.empty());
    }

    private byte[] seal(Reply reply, Pair signer) {
        Header header = new Header(
                MessageKind.REPLY,
                signer.signer().keyId(),
                Optional.of(member.identity.keyId()),
                1,
                0,
                clock.instant(),
                clock.instant().plus(Duration.ofHours(1)));
        return Envelope.seal(header, reply.encode(), signer.signer()).bytes();
    }
}
