package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.spi.source.Fetcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunFetcherTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Cancellation cancellation = new Cancellation();
    private InputStream body = new ByteArrayInputStream(new byte[1000]);
    private final Fetcher fetcher = new RunFetcher(
            (path, offset, known) -> new Answer(Fetcher.Status.FOUND, body, 0, Optional.empty()),
            cancellation,
            nanos::get);

    @Test
    void aFileOfTheAllowedSizeIsReadWhole() throws IOException {
        assertThat(fetch(1000).stream().readAllBytes()).hasSize(1000);
    }

    @Test
    void aLongerFileFailsAfterTheAllowedBytes() throws IOException {
        InputStream stream = fetch(999).stream();
        assertThat(stream.readNBytes(999)).hasSize(999);
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessageContaining("more than 999");
    }

    @Test
    void aDrippingServerIsLeft() throws IOException {
        body = new InputStream() {
            @Override
            public int read() {
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                return 1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                return 10;
            }
        };
        assertThatThrownBy(() -> fetch(1 << 30).stream().readAllBytes()).hasMessageContaining("slower than 1 KiB/s");
    }

    @Test
    void nothingIsReadOnceTheRunIsCancelled() throws IOException {
        InputStream stream = fetch(1000).stream();
        cancellation.cancel();
        assertThatThrownBy(() -> stream.read(new byte[10])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fetch(1000)).isInstanceOf(IOException.class);
    }

    private Fetcher.Fetched fetch(long maxBytes) throws IOException {
        return fetcher.fetch(Fetcher.Request.of("InRelease", maxBytes));
    }
}
