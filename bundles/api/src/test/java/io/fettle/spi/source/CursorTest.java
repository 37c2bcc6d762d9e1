package io.fettle.spi.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CursorTest {
    @Test
    void whatIsWrittenIsReadBack() {
        Cursor cursor = Cursor.empty()
                .with("date", "2024-01-02")
                .with("validator", Optional.of("etag \"a=b\""))
                .with("absent", Optional.empty());
        assertThat(cursor.write()).isEqualTo("date=2024-01-02\nvalidator=etag \"a=b\"\n");
        assertThat(Cursor.read(cursor.write()).find("validator")).contains("etag \"a=b\"");
        assertThat(Cursor.read(cursor.write()).find("absent")).isEmpty();
    }

    @Test
    void theFirstRunKnowsNothing() {
        assertThat(Cursor.read("").find("date")).isEmpty();
        assertThat(Cursor.read("").write()).isEmpty();
    }

    @Test
    void aFactThatCantBeReadIsNotThere() {
        Cursor cursor = Cursor.read("date=yesterday\ncount=many\nsize=7\n");
        assertThat(cursor.find("date", Instant::parse)).isEmpty();
        assertThat(cursor.find("count", Long::valueOf)).isEmpty();
        assertThat(cursor.find("size", Long::valueOf)).contains(7L);
        assertThat(cursor.find("absent", Long::valueOf)).isEmpty();
    }

    @Test
    void aLaterFactReplacesAnEarlierOne() {
        Cursor first = Cursor.empty().with("date", "1");
        assertThat(first.with("date", "2").find("date")).contains("2");
        assertThat(first.find("date")).contains("1");
    }

    @Test
    void whatWouldNotComeBackIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.empty().with("a=b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.empty().with("a", "b\nc=d"));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.empty().with("", "b"));
    }
}
