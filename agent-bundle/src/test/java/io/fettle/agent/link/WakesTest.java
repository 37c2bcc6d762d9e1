package io.fettle.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.agent.FakeServer;
import io.fettle.agent.Member;
import io.fettle.agent.TestAuthority;
import io.fettle.agent.TestClock;
import io.fettle.member.Backoff;
import io.fettle.member.ServerAddress;
import io.fettle.member.TlsContexts;
import io.fettle.protocol.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WakesTest {
    private static final String TOPIC = Wire.wakeTopic("c-1");

    private final TestClock clock = new TestClock(Instant.now());
    private final Semaphore woken = new Semaphore(0);

    @TempDir
    Path temp;

    private FakeServer server;
    private Member member;
    private FakeBroker broker;
    private Wakes wakes;

    @BeforeEach
    void join() throws Exception {
        server = new FakeServer(clock);
        member = new Member(server, temp.resolve("state"), clock);
    }

    @AfterEach
    void stop() throws Exception {
        wakes.close();
        broker.close();
        server.close();
    }

    @Test
    void wakeArrives() throws Exception {
        listenTo(server.authority);
        wakes.tick();
        assertThat(broker.subscribed.poll(20, TimeUnit.SECONDS)).isEqualTo(TOPIC);
        broker.wake(TOPIC);
        assertThat(woken.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void lostConnectionIsMadeAgainAfterAWaitAndNotBefore() throws Exception {
        listenTo(server.authority);
        wakes.tick();
        assertThat(broker.subscribed.poll(20, TimeUnit.SECONDS)).isEqualTo(TOPIC);
        broker.drop();
        waitForLoss();
        wakes.tick();
        assertThat(wakes.nextAttempt()).isPresent();
        clock.advance(Duration.ofSeconds(2));
        wakes.tick();
        assertThat(broker.subscribed.poll(20, TimeUnit.SECONDS)).isEqualTo(TOPIC);
    }

    @Test
    void brokerOfAnotherRootIsNotListenedTo() throws Exception {
        listenTo(new TestAuthority(clock.instant()));
        wakes.tick();
        waitForLoss();
        assertThat(broker.subscribed).isEmpty();
    }

    private void listenTo(TestAuthority authority) throws Exception {
        broker = new FakeBroker(FakeServer.context(authority.server()));
        wakes = new Wakes(
                TlsContexts.of(member.identity, member.revoked),
                () -> new ServerAddress("localhost", broker.port()),
                "c-1",
                woken::release,
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(1)),
                clock);
    }

    private void waitForLoss() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (wakes.nextAttempt().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
