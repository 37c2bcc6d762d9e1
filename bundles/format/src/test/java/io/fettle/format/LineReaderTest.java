package io.fettle.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void linesEndWithALineFeedOrWithTheText() throws IOException {
        assertThat(lines("a\r\n\nb ü\nc")).containsExactly("a", "", "b ü", "c");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
    }

    @Test
    void longLinesAndTooManyAreRefusedByPlace() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> lines("a\n" + "b".repeat(21)))
                .withMessage("text: more than 20 bytes in line 2");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> lines("\n".repeat(6)))
                .withMessage("text: more than 5 lines");
    }

    private static List<String> lines(String text) throws IOException {
        LineReader reader =
                new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 20, 5, "text");
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(reader.line());
        }
        return lines;
    }
}
