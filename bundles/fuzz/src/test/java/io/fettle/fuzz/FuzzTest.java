package io.fettle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** That each kind of bad parser is found, and a good one is not. */
class FuzzTest {
    private static final String GOOD = "key=value";

    @Test
    void aParserThatFailsAsItDeclaresIsFine() {
        Fuzz.Verdicts verdicts = fuzz().check(input -> parse(input));
        assertThat(verdicts.accepted()).isPositive();
        assertThat(verdicts.refused()).isPositive();
    }

    @Test
    void theSameSeedMakesTheSameInput() {
        assertThat(seen()).isEqualTo(seen());
    }

    private static List<Integer> seen() {
        List<Integer> seen = new ArrayList<>();
        fuzz().lenient().check(input -> seen.add(Arrays.hashCode(input)));
        return seen;
    }

    @Test
    void anotherFailureIsFoundAndNamesItsSeedAndInput() {
        assertThatThrownBy(() -> fuzz().check(input -> {
                    parse(input);
                    if (input.length > GOOD.length()) {
                        throw new IllegalStateException("odd");
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("sample failed otherwise than it declares")
                .hasMessageContaining("of seed ")
                .hasMessageContaining("key=")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailureWithoutWordsIsFound() {
        assertThatThrownBy(() -> fuzz().check(input -> {
                    if (input.length != GOOD.length()) {
                        throw new IOException();
                    }
                }))
                .hasMessageContaining("gave no words");
    }

    @Test
    void memoryOutOfProportionIsFound() {
        byte[] bomb = Hostile.gzipBomb(64 << 20);
        assertThat(bomb.length).isLessThan(1 << 18);
        assertThatThrownBy(
                        () -> Fuzz.of("bomb", bomb).declares(IOException.class).check(FuzzTest::unpack))
                .hasMessageContaining("bomb allocated ");
    }

    @Test
    void anEffectOfWhatIsRefusedIsFound() {
        List<byte[]> kept = new ArrayList<>();
        assertThatThrownBy(() -> fuzz().leaving(kept::size).check(input -> {
                    kept.add(input);
                    parse(input);
                }))
                .hasMessageContaining("changed something before it refused");
    }

    @Test
    void aParserThatRefusesNothingIsFound() {
        assertThatThrownBy(() -> fuzz().check(input -> {})).hasMessageContaining("refuses nothing at all");
    }

    @Test
    void goodInputHasToBeGood() {
        assertThatThrownBy(() ->
                        Fuzz.of("sample", "no pair").declares(IOException.class).check(input -> parse(input)))
                .hasMessageContaining("does not take good input");
    }

    private static Fuzz fuzz() {
        return Fuzz.of("sample", GOOD).declares(IOException.class);
    }

    private static void unpack(byte[] input) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(input))) {
            in.readAllBytes();
        } catch (EOFException e) {
            throw new IOException("cut off", e);
        }
    }

    private static void parse(byte[] input) throws IOException {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.indexOf('=') < 1) {
            throw new IOException("no pair of a key and a value");
        }
    }
}
