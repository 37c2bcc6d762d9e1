package io.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final int SIZE = 100;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 99",
        "bytes=99-, 99, 99",
        "bytes=10-19, 10, 19",
        "bytes=10-1000, 10, 99",
        "bytes=0-999999999999999, 0, 99"
    })
    void oneRangeIsCutToTheContent(String header, long first, long last) {
        ByteRange range = ByteRange.parse(header, SIZE).orElseThrow();
        assertThat(range).isEqualTo(new ByteRange(first, last));
        assertThat(range.satisfiable(SIZE)).isTrue();
        assertThat(range.length()).isEqualTo(last - first + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=999999999999999-"})
    void rangeBehindTheEndCannotBeSatisfied(String header) {
        assertThat(ByteRange.parse(header, SIZE).orElseThrow().satisfiable(SIZE))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=-5",
                "bytes=a-b",
                "bytes=0-1,3-4",
                "items=0-1",
                "bytes=1-2 ",
                "bytes=0x1-2",
                "bytes=1234567890123456-",
                "bytes=-1-2",
                "bytes=20-10"
            })
    void whatIsNotOneRangeIsIgnored(String header) {
        assertThat(ByteRange.parse(header, SIZE)).isEmpty();
    }

    @Test
    void withoutAHeaderThereIsNoRange() {
        assertThat(ByteRange.parse(null, SIZE)).isEmpty();
    }

    @Test
    void emptyContentHasNoByteToAskFor() {
        assertThat(ByteRange.parse("bytes=0-", 0).orElseThrow().satisfiable(0)).isFalse();
    }
}
