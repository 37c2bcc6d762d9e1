package io.fettle.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BoundedInputStreamTest {

    @Test
    void exactlyTheBoundIsFine() throws IOException {
        BoundedInputStream in = bounded(10, 10);
        assertThat(in.readAllBytes()).hasSize(10);
        assertThat(in.count()).isEqualTo(10);
    }

    @Test
    void oneByteMoreFailsAndNamesTheInput() {
        assertThatThrownBy(() -> bounded(11, 10).readAllBytes())
                .isInstanceOf(FormatException.class)
                .hasMessage("input: longer than the 10 bytes allowed");
    }

    @Test
    void failsByteByByteAndBySkippingToo() {
        assertThatThrownBy(() -> {
                    InputStream in = bounded(3, 2);
                    while (in.read() >= 0) {}
                })
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> bounded(100_000, 50_000).skip(100_000)).isInstanceOf(FormatException.class);
    }

    @Test
    void keepsFailingAfterTheFirstFailure() {
        BoundedInputStream in = bounded(100, 10);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> in.read(new byte[50])).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void theLargestBoundDoesNotOverflow() throws IOException {
        assertThat(bounded(100, Long.MAX_VALUE).readAllBytes()).hasSize(100);
    }

    private static BoundedInputStream bounded(int length, long bound) {
        return new BoundedInputStream(new ByteArrayInputStream(new byte[length]), bound, "input");
    }
}
