package io.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.trust.PeerRole;
import io.fettle.testkit.health.RecordedMetrics;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTransfersTest {
    private static final byte[] CONTENT = new byte[100_000];

    @TempDir
    Path directory;

    private GatewayRig rig;
    private String path;

    @BeforeEach
    void start() throws Exception {
        rig = new GatewayRig(directory);
        rig.peers.know(new NamedCertificate("computer"), FakePeers.peer(PeerRole.AGENT, "computer-1"));
        rig.peers.know(new NamedCertificate("relay"), FakePeers.peer(PeerRole.RELAY, "relay-1"));
        rig.peers.know(new NamedCertificate("far"), FakePeers.peer(PeerRole.RELAY, "relay-2"));
        path = GatewayRig.contentPath(rig.depot.hold(CONTENT));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void everyRelayFetchesContentOnce() throws Exception {
        fetch("relay", "");
        fetch("far", "");
        assertThat(figures()).containsExactlyInAnyOrderEntriesOf(figures(2, 0));
    }

    @Test
    void relayThatFetchesAgainIsCounted() throws Exception {
        fetch("relay", "");
        fetch("relay", "");
        assertThat(figures()).containsExactlyInAnyOrderEntriesOf(figures(2, 1));
    }

    @Test
    void transferInPartsEndsOnceWithItsLastByte() throws Exception {
        fetch("relay", "bytes=0-49999");
        assertThat(figures()).containsExactlyInAnyOrderEntriesOf(figures(0, 0));
        fetch("relay", "bytes=50000-");
        assertThat(figures()).containsExactlyInAnyOrderEntriesOf(figures(1, 0));
    }

    @Test
    void questionForTheSizeAndComputersAreNotCounted() throws Exception {
        rig.send(rig.secure(path, "relay").method("HEAD", BodyPublishers.noBody()));
        fetch("computer", "");
        assertThat(figures()).containsExactlyInAnyOrderEntriesOf(figures(0, 0));
    }

    @Test
    void memoryIsBounded() {
        RelayTransfers transfers = new RelayTransfers();
        Digest digest = Digest.of(CONTENT);
        for (int i = 0; i <= RelayTransfers.MAX_REMEMBERED; i++) {
            transfers.ended(FakePeers.peer(PeerRole.RELAY, "relay-" + i), digest);
        }
        transfers.ended(FakePeers.peer(PeerRole.RELAY, "relay-0"), digest);
        transfers.ended(FakePeers.peer(PeerRole.RELAY, "relay-2"), digest);
        assertThat(figures(transfers)).containsEntry("relay_content_repeated_total", 1.0);
    }

    private void fetch(String certificate, String range) throws Exception {
        HttpRequest.Builder request = rig.secure(path, certificate);
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        assertThat(rig.send(request).statusCode()).isBetween(200, 206);
    }

    private Map<String, Double> figures() {
        return figures(rig.transfers);
    }

    private static Map<String, Double> figures(double completed, double repeated) {
        return Map.of("relay_content_completed_total", completed, "relay_content_repeated_total", repeated);
    }

    private static Map<String, Double> figures(RelayTransfers transfers) {
        return RecordedMetrics.of(transfers);
    }
}
