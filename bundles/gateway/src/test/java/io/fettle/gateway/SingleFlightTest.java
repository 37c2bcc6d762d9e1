package io.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.trust.PeerRole;
import io.fettle.spi.content.ContentOrigin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway over the real depot. */
class SingleFlightTest {
    private static final int REQUESTS = 200;

    private final byte[] content = new byte[300_000];
    private final AtomicInteger fetches = new AtomicInteger();
    private final CountDownLatch mayDeliver = new CountDownLatch(1);

    @TempDir
    Path directory;

    SingleFlightTest() {
        new Random(7).nextBytes(content);
    }

    @Test
    void twoHundredRequestsAtOnceAreOneFetch() throws Exception {
        FakeDepot unused = new FakeDepot(directory);
        Path state = directory.resolve("state");
        Digest digest = Digest.of(content);
        try (GatewayRig rig = new GatewayRig(
                unused,
                Optional.of(RealDepot.over(state, new Origin())),
                ContentServlet.LONGEST_WAIT,
                WaitingRoom.PLACES)) {
            List<CompletableFuture<HttpResponse<byte[]>>> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                String name = "computer-" + i;
                rig.peers.know(new NamedCertificate(name), FakePeers.peer(PeerRole.AGENT, name));
                requests.add(rig.ask(rig.secure(GatewayRig.contentPath(digest), name)));
            }
            GatewayRig.await(() -> rig.waiting() == REQUESTS);
            assertThat(requests).noneMatch(CompletableFuture::isDone);
            mayDeliver.countDown();
            for (CompletableFuture<HttpResponse<byte[]>> request : requests) {
                HttpResponse<byte[]> response = request.get(20, TimeUnit.SECONDS);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(content);
            }
        }
        assertThat(fetches).hasValue(1);
    }

    private final class Origin implements ContentOrigin, ContentOrigin.Location {
        @Override
        public Optional<Location> locate(Digest digest) {
            return Optional.of(this);
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public String name() {
            return "vendor";
        }

        @Override
        public Body open(long offset) throws IOException {
            fetches.incrementAndGet();
            try {
                assertThat(mayDeliver.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return new Body(0, new ByteArrayInputStream(content));
        }
    }
}
