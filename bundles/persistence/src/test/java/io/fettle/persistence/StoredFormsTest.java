package io.fettle.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Times, texts, lists and maps as they are stored. */
class StoredFormsTest {
    @Test
    void timesKeepTheirMicroseconds() {
        Instant time = Instant.parse("2026-03-01T10:00:00.123456789Z");

        assertThat(Times.fromStored(Times.toStored(time))).isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
        assertThat(Times.fromStored(Times.toStored(Instant.parse("1969-12-31T23:59:59.999999Z"))))
                .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
        assertThat(Times.optionalFromStored(Times.toStored(Optional.empty()))).isEmpty();
    }

    @Test
    void timesTooFarAwayBecomeTheNearest() {
        assertThat(Times.toStored(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Times.toStored(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Times.fromStored(Long.MAX_VALUE)).isAfter(Instant.parse("+290000-01-01T00:00:00Z"));
    }

    @Test
    void textThatNoDatabaseHoldsIsReplaced() {
        assertThat(Texts.storable("a\u0000b\uD800\uDC00c\uDC00\uD800", 10, "text"))
                .isEqualTo("a\uFFFDb\uD800\uDC00c\uFFFD\uFFFD");
        assertThatThrownBy(() -> Texts.storable("12345678901", 10, "text"))
                .isInstanceOf(FettleException.class)
                .hasMessageContaining("text has 11 characters");
    }

    @Test
    void listsAndMapsComeBackAsPacked() {
        List<String> texts = List.of("", "\u20ac \uD83D\uDE00", "a\nb\u0000");

        assertThat(Packed.list(Packed.list(texts))).isEqualTo(texts);
        assertThat(Packed.list(Packed.list(List.of()))).isEmpty();
        assertThat(Packed.map(Packed.map(Map.of("b", "1", "a", "")))).isEqualTo(Map.of("b", "1", "a", ""));
    }

    @Test
    void aTornOrForeignColumnIsNotGuessedAt() {
        byte[] packed = Packed.list(List.of("text"));
        byte[] torn = Arrays.copyOf(packed, packed.length - 2);
        byte[] foreign = packed.clone();
        foreign[0] = 9;

        assertThatThrownBy(() -> Packed.list(torn)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> Packed.list(foreign)).isInstanceOf(IllegalStateException.class);
    }
}
