package io.fettle.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.trust.PeerRole;
import io.fettle.testkit.health.RecordedMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take content slowly or not at all. */
class SlowClientsTest {
    private static final int MANY = 2 * GatewayRig.THREADS;
    /** More than the buffers of both ends of a connection take. */
    private static final int SIZE = 16 << 20;

    private final List<Socket> clients = new ArrayList<>();
    private final byte[] content = new byte[SIZE];

    @TempDir
    Path directory;

    private GatewayRig rig;
    private String path;

    @BeforeEach
    void start() throws Exception {
        new Random(5).nextBytes(content);
        rig = new GatewayRig(directory);
        rig.peers.know(new NamedCertificate("relay"), FakePeers.peer(PeerRole.RELAY, "relay-1"));
        path = GatewayRig.contentPath(rig.depot.hold(content));
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket client : clients) {
            client.close();
        }
        rig.close();
    }

    @Test
    void thoseWhoTakeNothingKeepNobodyFromBeingServed() throws Exception {
        for (int i = 0; i < MANY; i++) {
            ask();
        }
        GatewayRig.await(() -> rig.waiting() == MANY);
        assertThat(rig.send(rig.plain("/bootstrap/ca.pem")).statusCode()).isEqualTo(200);
        assertThat(transfers()).isZero();

        InputStream slow = clients.get(MANY - 1).getInputStream();
        skipHead(slow);
        assertThat(Digest.of(slow.readNBytes(SIZE))).isEqualTo(Digest.of(content));
        GatewayRig.await(() -> transfers() == 1);
    }

    @Test
    void whoTakesEveryPlaceOfHisKeepsNobodyElseOut() throws Exception {
        rig.peers.know(new NamedCertificate("computer"), FakePeers.peer(PeerRole.AGENT, "computer-1"));
        for (int i = 0; i < GatewayRig.SENDERS_OF_ONE; i++) {
            ask();
        }
        GatewayRig.await(() -> rig.waiting() == GatewayRig.SENDERS_OF_ONE);

        HttpResponse<byte[]> oneMore = rig.send(rig.secure(path, "relay"));
        assertThat(oneMore.statusCode()).isEqualTo(503);
        assertThat(oneMore.headers().firstValue("Retry-After")).isPresent();
        assertThat(rig.send(rig.secure(path, "computer")).statusCode()).isEqualTo(200);

        for (Socket client : clients) {
            client.close();
        }
        GatewayRig.await(() -> rig.waiting() == 0);
        assertThat(rig.send(rig.secure(path, "relay")).statusCode()).isEqualTo(200);
    }

    @Test
    void whoTakesNextToNothingIsTooSlow() throws Exception {
        Sending.requireSpeed(60, 0);
        Sending.requireSpeed(600, 540 * 1024);
        assertThatThrownBy(() -> Sending.requireSpeed(600, 500 * 1024))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("600 seconds");
    }

    @Test
    void whoGoesAwayInTheMiddleIsNotCounted() throws Exception {
        ask();
        clients.get(0).getInputStream().readNBytes(100_000);
        clients.get(0).close();
        GatewayRig.await(() -> rig.waiting() == 0);
        assertThat(transfers()).isZero();
    }

    private double transfers() {
        return RecordedMetrics.of(rig.transfers).get("relay_content_completed_total");
    }

    private void ask() throws Exception {
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(8 * 1024);
        client.setSoTimeout(20_000);
        client.connect(new InetSocketAddress("127.0.0.1", rig.securePort()), 20_000);
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Test-Certificate: relay\r\n\r\n")
                        .getBytes(US_ASCII));
    }

    private static void skipHead(InputStream in) throws Exception {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 200");
    }
}
