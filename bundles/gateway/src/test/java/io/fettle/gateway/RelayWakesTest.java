package io.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.ErrorCategory;
import io.fettle.api.content.DepotFigures;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.WakesRequest;
import io.fettle.protocol.Wire;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayWakesTest {
    @TempDir
    Path directory;

    private GatewayRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new GatewayRig(directory);
        rig.peers.know(new NamedCertificate("computer"), FakePeers.peer(PeerRole.AGENT, "computer-1"));
        rig.peers.know(new NamedCertificate("relay"), FakePeers.peer(PeerRole.RELAY, "relay-1"));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void relayHearsWhomToWake() throws Exception {
        rig.link = (relay, facts) -> CompletableFuture.completedFuture(List.of(relay.id() + "-a", relay.id() + "-b"));
        HttpResponse<byte[]> response = rig.send(rig.secure("/relay/v1/wakes?wait=5", "relay"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Wire.readWakes(response.body())).containsExactly("relay-1-a", "relay-1-b");
    }

    @Test
    void relayThatWaitsHearsAsSoonAsThereIsSomebody() throws Exception {
        CompletableFuture<List<String>> wakes = new CompletableFuture<>();
        rig.link = (relay, facts) -> wakes;
        CompletableFuture<HttpResponse<byte[]>> response = rig.ask(rig.secure("/relay/v1/wakes?wait=60", "relay"));
        GatewayRig.await(() -> !rig.told.isEmpty());
        wakes.complete(List.of("pc-a"));
        assertThat(Wire.readWakes(response.get(10, TimeUnit.SECONDS).body())).containsExactly("pc-a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?wait=1", "?wait=0", "?wait=-1", "?wait=x", "?wait=1000", ""})
    void relayThatHasWaitedLongEnoughWakesNobodyAndLeavesTheRest(String query) throws Exception {
        CompletableFuture<List<String>> wakes = new CompletableFuture<>();
        rig.link = (relay, facts) -> wakes;
        HttpResponse<byte[]> response = rig.send(rig.secure("/relay/v1/wakes" + query, "relay"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Wire.readWakes(response.body())).isEmpty();
        assertThat(wakes).isCancelled();
    }

    @Test
    void moreRelaysThanThreadsWaitAndNobodyElseDoes() throws Exception {
        List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
        CompletableFuture<List<String>> wakes = new CompletableFuture<>();
        rig.link = (relay, facts) -> wakes.copy();
        for (int i = 0; i < GatewayRig.THREADS * 3; i++) {
            rig.peers.know(new NamedCertificate("r" + i), FakePeers.peer(PeerRole.RELAY, "relay-" + i));
            waiting.add(rig.ask(rig.secure("/relay/v1/wakes?wait=60", "r" + i)));
        }
        GatewayRig.await(() -> rig.told.size() == waiting.size());

        rig.link = (relay, facts) -> CompletableFuture.completedFuture(List.of("pc-a"));
        HttpResponse<byte[]> other =
                rig.ask(rig.secure("/relay/v1/wakes?wait=60", "relay")).get(10, TimeUnit.SECONDS);

        assertThat(Wire.readWakes(other.body())).containsExactly("pc-a");
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        wakes.complete(List.of("pc-b"));
        for (CompletableFuture<HttpResponse<byte[]>> response : waiting) {
            assertThat(Wire.readWakes(response.get(10, TimeUnit.SECONDS).body()))
                    .containsExactly("pc-b");
        }
    }

    @Test
    void whatARelaySaysOfItselfIsPassedOn() throws Exception {
        RelayFacts facts = new RelayFacts(
                "0.2.0", Optional.of(new DepotFigures(3, 4000, 50, 2, 3900, Instant.ofEpochSecond(1_800_000_000))));
        rig.send(rig.secure(new WakesRequest(Duration.ZERO, facts).path(), "relay"));
        assertThat(rig.told).containsExactly(facts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&version=%0a&files=1",
                "&files=-1&bytes=1&requests=1&pulledFiles=1&pulledBytes=1&since=1",
                "&files=1&bytes=99999999999999999999&requests=1&pulledFiles=1&pulledBytes=1&since=1",
                "&files=1&bytes=1&requests=1&pulledFiles=1&pulledBytes=1&since=999999999999999999",
                "&mood=sunny"
            })
    void relayThatTellsNothingThatCanBeReadIsServedAllTheSame(String words) throws Exception {
        assertThat(rig.send(rig.secure("/relay/v1/wakes?wait=0" + words, "relay"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(rig.told).containsExactly(RelayFacts.NONE);
    }

    @Test
    void onlyRelaysMayAsk() throws Exception {
        assertThat(rig.send(rig.secure("/relay/v1/wakes", "computer")).statusCode())
                .isEqualTo(403);
        assertThat(rig.send(rig.secure("/relay/v1/wakes")).statusCode()).isEqualTo(403);
        assertThat(rig.told).isEmpty();
        assertThat(rig.actions()).containsExactly("peer.wrong_role", "peer.unknown");
    }

    @Test
    void relayComesBackLaterWhereTheServerIsFull() throws Exception {
        rig.link = (relay, facts) -> {
            throw TestError.of(ErrorCategory.RESOURCES);
        };
        HttpResponse<byte[]> response = rig.send(rig.secure("/relay/v1/wakes", "relay"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
}
