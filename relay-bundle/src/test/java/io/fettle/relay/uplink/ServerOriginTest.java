package io.fettle.relay.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.member.ServerAddress;
import io.fettle.member.UnexpectedStatusException;
import io.fettle.spi.content.BusyOriginException;
import io.fettle.spi.content.ContentOrigin.Location;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerOriginTest {
    private final FakeServer server = new FakeServer();
    private final Location location = new ServerOrigin(new Uplink(server, List.of(new ServerAddress("server", 8383))))
            .locate(Digest.of(new byte[1]))
            .orElseThrow();

    @Test
    void serverThatFetchesItselfIsBusyAndHasNotFailed() {
        server.contentFailure = new UnexpectedStatusException("server", 503, 5);
        assertBusy(location::size);
        assertBusy(() -> location.open(7));
    }

    @Test
    void serverThatHasNothingHasFailed() {
        server.contentFailure = new UnexpectedStatusException("server", 404, 0);
        assertThatThrownBy(location::size).isInstanceOf(UnexpectedStatusException.class);
        assertThatThrownBy(() -> location.open(0)).isInstanceOf(UnexpectedStatusException.class);
    }

    @Test
    void serverThatIsAwayHasFailed() {
        server.contentFailure = new IOException("No route");
        assertThatThrownBy(location::size).isInstanceOf(IOException.class).hasMessage("No route");
    }

    private static void assertBusy(org.assertj.core.api.ThrowableAssert.ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOfSatisfying(BusyOriginException.class, e -> assertThat(e.retryAfter())
                .isEqualTo(Duration.ofSeconds(5)));
    }
}
