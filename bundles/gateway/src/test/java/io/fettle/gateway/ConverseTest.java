package io.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.ErrorCategory;
import io.fettle.api.Reason;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Conversation;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.Frames;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConverseTest {
    private static final String AGENT = "/agent/v1/converse";
    private static final String RELAY = "/relay/v1/converse";
    private static final Peer COMPUTER = FakePeers.peer(PeerRole.AGENT, "computer-1");
    private static final Peer OFFICE = FakePeers.peer(PeerRole.RELAY, "relay-1");

    @TempDir
    Path directory;

    private GatewayRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new GatewayRig(directory);
        rig.peers.know(new NamedCertificate("computer"), COMPUTER);
        rig.peers.know(new NamedCertificate("relay"), OFFICE);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void everyEnvelopeGetsItsAnswerInOrder() throws Exception {
        HttpResponse<byte[]> response = say(AGENT, "computer", new byte[3], new byte[5]);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(Frames.CONTENT_TYPE);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(Frames.readAnswers(response.body()))
                .containsExactly(
                        new Answer.Refused(Reason.of("test.refused", "bytes", "3")),
                        new Answer.Refused(Reason.of("test.refused", "bytes", "5")));
        assertThat(rig.speakers).containsExactly(COMPUTER);
    }

    @Test
    void relaySpeaksForItsOfficeUnderItsOwnName() throws Exception {
        assertThat(say(RELAY, "relay", new byte[1]).statusCode()).isEqualTo(200);
        assertThat(rig.speakers).containsExactly(OFFICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, RELAY})
    void withoutCertificateNobodyIsHeard(String path) throws Exception {
        HttpResponse<byte[]> response = rig.post(rig.secure(path), envelopes(new byte[1]));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEmpty();
        assertThat(rig.speakers).isEmpty();
        assertThat(rig.actions()).containsExactly("peer.unknown");
    }

    @ParameterizedTest
    @CsvSource({AGENT + ",relay", RELAY + ",computer"})
    void roleDecidesWhichEndpointHears(String path, String certificate) throws Exception {
        assertThat(say(path, certificate, new byte[1]).statusCode()).isEqualTo(403);
        assertThat(rig.speakers).isEmpty();
        assertThat(rig.actions()).containsExactly("peer.wrong_role");
    }

    @Test
    void revokedCertificateIsRefusedFromTheNextRequestOn() throws Exception {
        assertThat(say(AGENT, "computer", new byte[1]).statusCode()).isEqualTo(200);
        rig.peers.revoke(new NamedCertificate("computer"));
        assertThat(say(AGENT, "computer", new byte[1]).statusCode()).isEqualTo(403);
        assertThat(rig.actions()).containsExactly("peer.unknown");
    }

    @Test
    void refusalsOfOneAddressAreAuditedOnceAMinute() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(say(AGENT, "stranger", new byte[1]).statusCode()).isEqualTo(403);
        }
        assertThat(rig.audited).hasSize(1);
        rig.clock.forward(Duration.ofMinutes(1));
        say(AGENT, "stranger", new byte[1]);
        assertThat(rig.audited).hasSize(2);
        assertThat(rig.audited.get(1).details()).containsEntry("suppressed", "4");
    }

    @Test
    void aCertificateOnThePlainPortCountsForNothing() throws Exception {
        var request = rig.plain(AGENT).header("X-Test-Certificate", "computer");
        assertThat(rig.post(request, envelopes(new byte[1])).statusCode()).isEqualTo(403);
        assertThat(rig.speakers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0000000500", "ffffffff00", "7fffffff00aa", "0000000003", "000000000900"})
    void malformedFramesAreABadRequest(String hex) throws Exception {
        byte[] body = java.util.HexFormat.of().parseHex(hex);
        HttpResponse<byte[]> response = rig.post(rig.secure(AGENT, "computer"), body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEmpty();
        assertThat(rig.speakers).isEmpty();
    }

    @Test
    void moreEnvelopesThanAllowedAreABadRequest() throws Exception {
        byte[] body = Frames.envelopes(Collections.nCopies(Conversation.MAX_ENVELOPES + 1, new byte[1]));
        assertThat(rig.post(rig.secure(AGENT, "computer"), body).statusCode()).isEqualTo(400);
        assertThat(rig.speakers).isEmpty();
    }

    @Test
    void bodyThatSaysItIsTooLongIsNotRead() throws Exception {
        HttpResponse<byte[]> response = rig.post(rig.secure("/agent/v1/enrol"), new byte[EnrolServlet.MAX_BODY + 1]);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(rig.joiners).isEmpty();
    }

    @Test
    void bodyThatHidesItsLengthIsCutOffAtTheBound() throws Exception {
        InputStream endless = new ByteArrayInputStream(new byte[EnrolServlet.MAX_BODY * 4]);
        var request = rig.secure("/agent/v1/enrol").POST(BodyPublishers.ofInputStream(() -> endless));
        assertThat(rig.send(request).statusCode()).isEqualTo(413);
        assertThat(rig.joiners).isEmpty();
    }

    @Test
    void bodyOfExactlyTheBoundIsTaken() throws Exception {
        byte[] body = new byte[EnrolServlet.MAX_BODY];
        HttpResponse<byte[]> response = rig.post(rig.secure("/agent/v1/enrol"), body);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "USER,400",
        "NOT_FOUND,404",
        "CONFLICT,409",
        "DENIED,403",
        "RESOURCES,503",
        "EXTERNAL,502",
        "INTERNAL,500"
    })
    void failureBecomesAStatusWithoutWords(ErrorCategory category, int status) throws Exception {
        rig.conversation = (peer, envelopes) -> {
            throw TestError.of(category);
        };
        rig.enrolment = (request, origin) -> {
            throw TestError.of(category);
        };
        HttpResponse<byte[]> conversed = say(AGENT, "computer", new byte[1]);
        HttpResponse<byte[]> enrolled = rig.post(rig.secure("/agent/v1/enrol"), new byte[1]);
        assertThat(List.of(conversed.statusCode(), enrolled.statusCode())).containsOnly(status);
        assertThat(conversed.body()).isEmpty();
        assertThat(enrolled.body()).isEmpty();
        assertThat(conversed.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void machineThatJoinsNeedsNoCertificateButTls() throws Exception {
        assertThat(rig.post(rig.secure("/agent/v1/enrol"), new byte[1]).statusCode())
                .isEqualTo(200);
        assertThat(rig.joiners.get(0).remoteAddress()).isEqualTo("127.0.0.1");
        assertThat(rig.joiners.get(0).relayId()).isEmpty();
        assertThat(rig.post(rig.plain("/agent/v1/enrol"), new byte[1]).statusCode())
                .isEqualTo(400);
        assertThat(rig.joiners).hasSize(1);
    }

    @Test
    void relayThatPassesOnAnEnrolmentIsNamed() throws Exception {
        assertThat(rig.post(rig.secure("/relay/v1/enrol", "relay"), new byte[1]).statusCode())
                .isEqualTo(200);
        assertThat(rig.joiners.get(0).relayId()).isEqualTo("relay-1");
        assertThat(rig.post(rig.secure("/relay/v1/enrol", "computer"), new byte[1])
                        .statusCode())
                .isEqualTo(403);
        assertThat(rig.joiners).hasSize(1);
    }

    private HttpResponse<byte[]> say(String path, String certificate, byte[]... envelopes) throws Exception {
        return rig.post(rig.secure(path, certificate), envelopes(envelopes));
    }

    private static byte[] envelopes(byte[]... envelopes) {
        return Frames.envelopes(List.of(envelopes));
    }
}
