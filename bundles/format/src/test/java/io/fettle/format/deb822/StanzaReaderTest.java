package io.fettle.format.deb822;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaReaderTest {

    @Test
    void readsFieldsWhateverTheirCase() throws IOException {
        Stanza stanza = only("Package: curl\nVERSION:  7.88.1-10 \nempty:\nPré: naïve ☃\n".replace("Pré", "Pre"));
        assertThat(stanza.find("package")).contains("curl");
        assertThat(stanza.find("Version")).contains("7.88.1-10");
        assertThat(stanza.find("Empty")).contains("");
        assertThat(stanza.find("Pre")).contains("naïve ☃");
        assertThat(stanza.find("Pack")).isEmpty();
        assertThat(stanza.has("EMPTY")).isTrue();
        assertThat(stanza.names()).containsExactly("Package", "VERSION", "empty", "Pre");
        assertThat(stanza.require("Package")).isEqualTo("curl");
        assertThatThrownBy(() -> stanza.require("Empty")).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> stanza.require("Absent"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("Absent");
    }

    @Test
    void unfoldsContinuationLines() throws IOException {
        Stanza stanza = only("A: one\n two  \n\tthree\n  four\n .\n \nB:\n x  y\n z\n");
        assertThat(stanza.find("A")).contains("one\ntwo\nthree\n four\n.\n");
        assertThat(stanza.lines("B")).containsExactly("x  y", "z");
        assertThat(stanza.words("B")).containsExactly("x", "y", "z");
        assertThat(stanza.words("C")).isEmpty();
    }

    @Test
    void tellsOffsetAndLengthOfEachStanza() throws IOException {
        String first = "A: 1\nB: 2\n x\n";
        String second = "A: 3";
        String text = "\n\n" + first + "\n\r\n\n" + second;
        List<Stanza> stanzas = all(text, Dialect.DATA);
        assertThat(stanzas).hasSize(2);
        assertThat(stanzas.get(0).offset()).isEqualTo(2);
        assertThat(new String(stanzas.get(0).toBytes(), StandardCharsets.UTF_8)).isEqualTo(first);
        assertThat(stanzas.get(1).offset()).isEqualTo(text.length() - second.length());
        assertThat(stanzas.get(1).length()).isEqualTo(second.length());
        assertThat(stanzas.get(1).find("A")).contains("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n\r\n", "\r"})
    void nothingMeansNoStanza(String text) throws IOException {
        assertThat(all(text, Dialect.DATA)).isEmpty();
        assertThat(all("# only\n" + text + "\n# comments", Dialect.CONFIGURATION))
                .isEmpty();
    }

    @Test
    void commentsAreForPeopleOnly() throws IOException {
        String text = "# head\n\n# about\nTypes: deb\n# between\nURIs: a\n# within\n b\n\n# tail\n";
        List<Stanza> stanzas = all(text, Dialect.CONFIGURATION);
        assertThat(stanzas).hasSize(1);
        assertThat(stanzas.get(0).names()).containsExactly("Types", "URIs");
        assertThat(stanzas.get(0).words("URIs")).containsExactly("a", "b");
        assertThat(stanzas.get(0).offset()).isEqualTo(text.indexOf("Types"));
        assertThatThrownBy(() -> all(text, Dialect.DATA)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> all("#A: 1\n", Dialect.DATA)).isInstanceOf(FormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A: 1\nB: 2\na: 3\n",
                " x\n",
                "\n x\n",
                "no colon\n",
                ": empty name\n",
                "A B: 1\n",
                "-A: 1\n",
                "A"
            })
    void ambiguousInputIsRefused(String text) {
        assertThatThrownBy(() -> all(text, Dialect.DATA))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("input: ");
    }

    @Test
    void limitsHold() throws IOException {
        StanzaLimits limits = new StanzaLimits(100, 3, 20);
        assertThat(read("A: 1\nB: 2\nC: 3\n\nA: 1\n", limits)).hasSize(2);
        for (String text : List.of(
                "A: 1\nB: 2\nC: 3\nD: 4\n",
                "A: " + "x".repeat(20) + "\n",
                "A: " + "x".repeat(20),
                "A: 1\n" + " 234567890\n".repeat(10))) {
            assertThatThrownBy(() -> read(text, limits)).as(text).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void endlessLineIsRefusedWithoutReadingItAll() {
        long[] delivered = {0};
        FilterInputStream endless = new FilterInputStream(new ByteArrayInputStream(new byte[0])) {
            @Override
            public int read(byte[] target, int offset, int length) {
                Arrays.fill(target, offset, offset + length, (byte) 'x');
                delivered[0] += length;
                return length;
            }
        };
        StanzaReader reader = new StanzaReader(endless, Dialect.DATA, StanzaLimits.PACKAGES, "endless");
        assertThatThrownBy(reader::next).isInstanceOf(FormatException.class);
        assertThat(delivered[0]).isLessThan(4L * StanzaLimits.PACKAGES.maxLineBytes());
    }

    @Test
    void copyOutlivesTheView() throws IOException {
        byte[] content = "A: 1\n\nA: 2\n".getBytes(StandardCharsets.UTF_8);
        StanzaReader reader = StanzaReader.over(content, Dialect.DATA, StanzaLimits.PACKAGES, "input");
        assertThat(reader.next()).isTrue();
        Stanza copy = reader.stanza().copy();
        assertThat(reader.next()).isTrue();
        assertThat(copy.find("A")).contains("1");
        assertThat(reader.stanza().find("A")).contains("2");
        assertThat(reader.next()).isFalse();
        assertThat(reader.next()).isFalse();
    }

    /** However the stream is cut into reads, and however often the buffer moves, the outcome is the same. */
    @Test
    void readsAcrossBufferBorders() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append("Package: p")
                    .append(i)
                    .append("\nDepends: ")
                    .append("dep, ".repeat(i % 40))
                    .append("\nDescription: d\n l");
            text.append(i).append(i % 3 == 0 ? "\n\n\n" : "\n\n");
        }
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int chunk : new int[] {1, 7, 1000, 65536, Integer.MAX_VALUE}) {
            FilterInputStream in = new FilterInputStream(new ByteArrayInputStream(content)) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    return super.read(target, offset, Math.min(length, chunk));
                }
            };
            int count = 0;
            try (StanzaReader reader = new StanzaReader(in, Dialect.DATA, StanzaLimits.PACKAGES, "input")) {
                while (reader.next()) {
                    Stanza stanza = reader.stanza();
                    assertThat(stanza.require("Package")).isEqualTo("p" + count);
                    assertThat(stanza.find("Description")).contains("d\nl" + count);
                    int at = (int) stanza.offset();
                    assertThat(stanza.toBytes()).isEqualTo(Arrays.copyOfRange(content, at, at + stanza.length()));
                    count++;
                }
            }
            assertThat(count).isEqualTo(5_000);
        }
    }

    private static Stanza only(String text) throws IOException {
        List<Stanza> stanzas = all(text, Dialect.DATA);
        assertThat(stanzas).hasSize(1);
        return stanzas.get(0);
    }

    private static List<Stanza> all(String text, Dialect dialect) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        List<Stanza> stanzas = StanzaReader.readAll(content, dialect, StanzaLimits.CONFIGURATION, "input");
        List<Stanza> inPlace = new ArrayList<>();
        StanzaReader reader = StanzaReader.over(content, dialect, StanzaLimits.CONFIGURATION, "input");
        while (reader.next()) {
            inPlace.add(reader.stanza().copy());
        }
        assertThat(inPlace)
                .extracting(Stanza::offset)
                .isEqualTo(stanzas.stream().map(Stanza::offset).toList());
        return stanzas;
    }

    private static List<Stanza> read(String text, StanzaLimits limits) throws IOException {
        return StanzaReader.readAll(text.getBytes(StandardCharsets.UTF_8), Dialect.DATA, limits, "input");
    }
}
