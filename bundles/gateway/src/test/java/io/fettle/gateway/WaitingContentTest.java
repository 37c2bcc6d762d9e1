package io.fettle.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.ContentError;
import io.fettle.api.trust.PeerRole;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests for content that is still on its way. */
class WaitingContentTest {
    private static final byte[] FAR = "far away".getBytes(US_ASCII);
    private static final int MANY = 3 * GatewayRig.THREADS;

    @TempDir
    Path directory;

    private GatewayRig rig;
    private Digest digest;
    private String path;

    private void start(Duration longestWait, int places) throws Exception {
        rig = new GatewayRig(directory, longestWait, places);
        rig.peers.know(new NamedCertificate("computer"), FakePeers.peer(PeerRole.AGENT, "computer-1"));
        rig.peers.know(new NamedCertificate("relay"), FakePeers.peer(PeerRole.RELAY, "relay-1"));
        rig.depot.slow();
        digest = rig.depot.offerElsewhere(FAR);
        path = GatewayRig.contentPath(digest);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void thoseWhoWaitKeepNobodyFromBeingServed() throws Exception {
        start(ContentServlet.LONGEST_WAIT, WaitingRoom.PLACES);
        List<CompletableFuture<HttpResponse<byte[]>>> waiting = ask(MANY);

        assertThat(rig.send(rig.plain("/bootstrap/ca.pem")).statusCode()).isEqualTo(200);
        assertThat(rig.post(rig.secure("/agent/v1/converse", "computer"), new byte[0])
                        .statusCode())
                .isNotEqualTo(503);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        rig.depot.arrive(digest);
        for (CompletableFuture<HttpResponse<byte[]>> request : waiting) {
            assertThat(answer(request).body()).isEqualTo(FAR);
        }
    }

    @Test
    void whoWaitedGetsPartsAndHeadsToo() throws Exception {
        start(ContentServlet.LONGEST_WAIT, WaitingRoom.PLACES);
        CompletableFuture<HttpResponse<byte[]>> part =
                rig.ask(rig.secure(path, "relay").header("Range", "bytes=4-"));
        CompletableFuture<HttpResponse<byte[]>> head =
                rig.ask(rig.secure(path, "relay").method("HEAD", BodyPublishers.noBody()));
        CompletableFuture<HttpResponse<byte[]>> behind =
                rig.ask(rig.secure(path, "relay").header("Range", "bytes=8-"));
        GatewayRig.await(() -> rig.depot.pending(digest).size() == 3);
        rig.depot.arrive(digest);
        assertThat(answer(part).statusCode()).isEqualTo(206);
        assertThat(answer(part).body()).isEqualTo("away".getBytes(US_ASCII));
        assertThat(answer(head).statusCode()).isEqualTo(200);
        assertThat(answer(head).headers().firstValue("Content-Length")).contains("8");
        assertThat(answer(behind).statusCode()).isEqualTo(416);
    }

    @Test
    void whoHasWaitedLongIsAskedToComeAgainAndForgotten() throws Exception {
        start(Duration.ofMillis(200), WaitingRoom.PLACES);
        HttpResponse<byte[]> response = answer(ask(1).get(0));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(response.body()).isEmpty();
        assertThat(rig.depot.pending(digest)).isEmpty();

        rig.depot.arrive(digest);
        assertThat(rig.send(rig.secure(path, "computer")).body()).isEqualTo(FAR);
    }

    @Test
    void contentThatComesTogetherWithTheEndOfTheWaitIsSentOnceOrAskedForAgain() throws Exception {
        for (int round = 0; round < 30; round++) {
            start(Duration.ofMillis(20), WaitingRoom.PLACES);
            CompletableFuture<HttpResponse<byte[]>> request = rig.ask(rig.secure(path, "computer"));
            long arrival =
                    System.nanoTime() + Duration.ofMillis(15 + round % 10).toNanos();
            GatewayRig.await(() -> System.nanoTime() - arrival > 0);
            rig.depot.arrive(digest);
            HttpResponse<byte[]> response = answer(request);
            assertThat(response.statusCode()).isIn(200, 503);
            assertThat(response.body()).isEqualTo(response.statusCode() == 200 ? FAR : new byte[0]);
            assertThat(rig.send(rig.secure(path, "computer")).body()).isEqualTo(FAR);
            rig.close();
            Files.delete(rig.depot.file(digest).orElseThrow());
        }
        start(ContentServlet.LONGEST_WAIT, 1);
    }

    @ParameterizedTest
    @EnumSource(ContentError.class)
    void failureIsToldToWhoWaited(ContentError code) throws Exception {
        start(ContentServlet.LONGEST_WAIT, WaitingRoom.PLACES);
        List<CompletableFuture<HttpResponse<byte[]>>> waiting = ask(2);
        rig.depot.fail(digest, new FettleException(code, "test"));
        int expected =
                switch (code) {
                    case UNKNOWN_CONTENT -> 404;
                    case ORIGIN_FAILED, DIGEST_MISMATCH, TOO_LARGE -> 502;
                    case STILL_FETCHING -> 503;
                    case NO_SPACE -> 507;
                };
        for (CompletableFuture<HttpResponse<byte[]>> request : waiting) {
            assertThat(answer(request).statusCode()).isEqualTo(expected);
            assertThat(answer(request).headers().firstValue("Retry-After").isPresent())
                    .isEqualTo(expected == 503);
            assertThat(answer(request).body()).isEmpty();
        }
    }

    @Test
    void faultOfTheDepotIsAFaultOfTheServer() throws Exception {
        start(ContentServlet.LONGEST_WAIT, WaitingRoom.PLACES);
        CompletableFuture<HttpResponse<byte[]>> request = ask(1).get(0);
        rig.depot.fail(digest, new IOException("disk"));
        assertThat(answer(request).statusCode()).isEqualTo(500);
    }

    @Test
    void whoFindsNoPlaceIsAskedToComeAgainAtOnce() throws Exception {
        start(ContentServlet.LONGEST_WAIT, 2);
        List<CompletableFuture<HttpResponse<byte[]>>> waiting = ask(2);
        HttpResponse<byte[]> response = rig.send(rig.secure(path, "relay"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("30");
        assertThat(rig.depot.pending(digest)).hasSize(2);

        rig.depot.arrive(digest);
        assertThat(answer(waiting.get(0)).statusCode()).isEqualTo(200);
        assertThat(rig.send(rig.secure(path, "relay")).statusCode()).isEqualTo(200);
    }

    @Test
    void onePeerCannotTakeAllPlaces() throws Exception {
        start(ContentServlet.LONGEST_WAIT, WaitingRoom.PLACES);
        ask(WaitingRoom.PLACES_OF_ONE);
        assertThat(rig.send(rig.secure(path, "computer")).statusCode()).isEqualTo(503);
        CompletableFuture<HttpResponse<byte[]>> other = rig.ask(rig.secure(path, "relay"));
        GatewayRig.await(() -> rig.depot.pending(digest).size() == WaitingRoom.PLACES_OF_ONE + 1);
        rig.depot.arrive(digest);
        assertThat(answer(other).body()).isEqualTo(FAR);
    }

    @Test
    void clientThatWentAwayLeavesItsPlace() throws Exception {
        start(Duration.ofMillis(500), 1);
        try (Socket client = new Socket("127.0.0.1", rig.securePort())) {
            client.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Test-Certificate: computer\r\n\r\n")
                            .getBytes(US_ASCII));
            GatewayRig.await(() -> rig.depot.pending(digest).size() == 1);
        }
        GatewayRig.await(() -> rig.depot.pending(digest).isEmpty());
        CompletableFuture<HttpResponse<byte[]>> next = ask(1).get(0);
        rig.depot.arrive(digest);
        assertThat(answer(next).statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsRevokedWhileHeWaitsGetsNothing() throws Exception {
        start(ContentServlet.LONGEST_WAIT, WaitingRoom.PLACES);
        CompletableFuture<HttpResponse<byte[]>> request = ask(1).get(0);
        rig.peers.revoke(new NamedCertificate("computer"));
        rig.depot.arrive(digest);
        assertThat(answer(request).statusCode()).isEqualTo(403);
        assertThat(answer(request).body()).isEmpty();
    }

    @Test
    void whatNobodyHasIsNotWaitedFor() throws Exception {
        start(ContentServlet.LONGEST_WAIT, WaitingRoom.PLACES);
        HttpRequest.Builder nowhere = rig.secure(GatewayRig.contentPath(Digest.of(new byte[] {9})), "computer");
        assertThat(rig.send(nowhere).statusCode()).isEqualTo(404);
    }

    /** Returns once all of them wait. */
    private List<CompletableFuture<HttpResponse<byte[]>>> ask(int count) {
        List<CompletableFuture<HttpResponse<byte[]>>> requests = new ArrayList<>();
        int before = rig.depot.pending(digest).size();
        for (int i = 0; i < count; i++) {
            requests.add(rig.ask(rig.secure(path, "computer")));
        }
        GatewayRig.await(() -> rig.depot.pending(digest).size() == before + count);
        return requests;
    }

    private static HttpResponse<byte[]> answer(CompletableFuture<HttpResponse<byte[]>> request) throws Exception {
        return request.get(20, TimeUnit.SECONDS);
    }
}
