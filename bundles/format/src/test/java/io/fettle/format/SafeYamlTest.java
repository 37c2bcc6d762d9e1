package io.fettle.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.format.SafeYaml.Piece;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeYamlTest {
    @Test
    void scalarsStayTheTextTheyAre() throws IOException {
        assertThat(pieces("---\nstream: 1.10\non: [yes, 0x10, ~, '2']\n...\n---\n- 2020-01-01\n"))
                .containsExactly(
                        "DOCUMENT",
                        "MAPPING",
                        "stream",
                        "1.10",
                        "on",
                        "SEQUENCE",
                        "yes",
                        "0x10",
                        "~",
                        "2",
                        "END",
                        "END",
                        "DOCUMENT",
                        "SEQUENCE",
                        "2020-01-01",
                        "END");
    }

    @Test
    void whatNobodyWantsIsSkipped() throws IOException {
        SafeYaml yaml = open("a: {b: [c, {d: e}]}\nf: g\n", 1_000);
        yaml.next();
        yaml.next();
        yaml.next();
        yaml.skip(yaml.next());
        assertThat(yaml.next()).isEqualTo(Piece.SCALAR);
        assertThat(yaml.text()).isEqualTo("f");
    }

    @Test
    void anchorsAndAliasesAreRefused() {
        assertRefused("a: &x [1]\n");
        assertRefused("a: *x\n");
        assertRefused("a: &a [l]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n");
    }

    @Test
    void depthAndLengthAreBounded() {
        assertRefused("[".repeat(SafeYaml.MAX_DEPTH + 1));
        assertRefused("- ".repeat(SafeYaml.MAX_DEPTH + 1) + "x");
        assertThatThrownBy(() -> drain(open("a: " + "x".repeat(1_000), 500)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("longer than the 500 bytes allowed");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThatThrownBy(() -> drain(
                        SafeYaml.open(new ByteArrayInputStream(new byte[] {'a', ':', ' ', (byte) 0xff}), 100, "yaml")))
                .isInstanceOf(FormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: '", "a: |\n ", "# ", "!", "&", "[", "? "})
    void endlessPiecesAreRefused(String beginning) {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream(beginning.getBytes(StandardCharsets.UTF_8)), new Endless((byte) '1'));
        assertThatThrownBy(() -> drain(SafeYaml.open(endless, Long.MAX_VALUE, "yaml")))
                .isInstanceOf(FormatException.class);
    }

    private static void assertRefused(String yaml) {
        assertThatThrownBy(() -> drain(open(yaml, 100_000))).isInstanceOf(FormatException.class);
    }

    private static void drain(SafeYaml yaml) throws IOException {
        while (yaml.next() != Piece.END_OF_STREAM) {
            // Reading is all.
        }
    }

    private static List<String> pieces(String text) throws IOException {
        List<String> pieces = new ArrayList<>();
        SafeYaml yaml = open(text, 1_000);
        for (Piece piece = yaml.next(); piece != Piece.END_OF_STREAM; piece = yaml.next()) {
            pieces.add(piece == Piece.SCALAR ? yaml.text() : piece.name());
        }
        return pieces;
    }

    private static SafeYaml open(String yaml, long maxBytes) {
        return SafeYaml.open(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), maxBytes, "yaml");
    }
}
