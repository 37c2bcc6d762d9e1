package io.fettle.gateway;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteRangeFuzzTest {
    private static final long SIZE = 1000;

    /** Whatever is asked for: nothing, the whole, or a part that is there. */
    @Test
    @Fuzzes(ByteRange.class)
    void aRangeIsAPartOrNone() {
        Fuzz.of("range", "bytes=10-99", "bytes=10-").lenient().check(input -> ByteRange.parse(
                        new String(input, StandardCharsets.ISO_8859_1), SIZE)
                .filter(range -> range.satisfiable(SIZE))
                .ifPresent(range -> {
                    if (range.first() < 0 || range.last() >= SIZE || range.length() < 1) {
                        throw new AssertionError(range.toString());
                    }
                }));
    }
}
