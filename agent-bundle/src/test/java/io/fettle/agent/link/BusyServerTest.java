package io.fettle.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.agent.FakeServer;
import io.fettle.agent.Member;
import io.fettle.agent.TestClock;
import io.fettle.api.Digest;
import io.fettle.member.UnexpectedStatusException;
import io.fettle.protocol.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the line tells of a server that asks to come again. */
class BusyServerTest {
    private static final String PATH = Wire.CONTENT + Digest.of(new byte[1]).hex();

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

    @ParameterizedTest
    @CsvSource({"7,7", "3600,3600", "999999,3600"})
    void timeToComeAgainIsReadWithinBounds(String told, int seconds) {
        server.retryAfter = told;
        assertThat(asked()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0", "-5", "soon", "99999999999999999999", "'Wed, 21 Oct 2026 07:28:00 GMT'"})
    void whatIsNoNumberOfSecondsIsNoWish(String told) {
        server.retryAfter = told;
        assertThat(asked()).isEmpty();
    }

    @Test
    void sizeIsBusyLikeTheContent() {
        server.retryAfter = "9";
        assertThatThrownBy(() -> member.transport.size(server.address(), PATH))
                .isInstanceOfSatisfying(UnexpectedStatusException.class, e -> assertThat(e.retryAfter())
                        .contains(Duration.ofSeconds(9)));
    }

    private Optional<Duration> asked() {
        try {
            member.transport.get(server.address(), PATH, 0).close();
            throw new AssertionError("The server was not busy");
        } catch (UnexpectedStatusException e) {
            assertThat(e.status()).isEqualTo(503);
            return e.retryAfter();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
