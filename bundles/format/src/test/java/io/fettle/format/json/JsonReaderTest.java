package io.fettle.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
    private static final JsonLimits LIMITS = new JsonLimits(2_000, 5, 20, 50, 10, 100);

    @Test
    void objectsAndArraysArePulledValueByValue() throws IOException {
        try (JsonReader json = open("{\"a\": [\"x\", \"y\"], \"skipped\": {\"b\": [1, {}]}, \"n\": 12}")) {
            json.enterObject();
            assertThat(json.nextField()).isTrue();
            assertThat(json.field()).isEqualTo("a");
            json.enterArray();
            assertThat(json.nextElement()).isTrue();
            assertThat(json.text()).isEqualTo("x");
            assertThat(json.nextElement()).isTrue();
            assertThat(json.text()).isEqualTo("y");
            assertThat(json.nextElement()).isFalse();
            assertThat(json.nextField()).isTrue();
            json.skip();
            assertThat(json.nextField()).isTrue();
            assertThat(json.field()).isEqualTo("n");
            assertThat(json.number()).isEqualTo(12);
            assertThat(json.nextField()).isFalse();
            json.end();
        }
    }

    @Test
    void aNameThatOccursTwiceIsRefusedEvenWhereItIsPassedOver() {
        assertRefused("{\"a\": 1, \"a\": 2}", "Duplicate");
        assertRefused("{\"x\": {\"a\": 1, \"a\": 2}}", "Duplicate");
    }

    @Test
    void everyLimitHolds() {
        assertRefused("[[[[[[1]]]]]]", "nesting depth");
        assertRefused("{\"" + "n".repeat(21) + "\": 1}", "Name");
        assertRefused("{\"a\": \"" + "t".repeat(51) + "\"}", "String");
        assertRefused("[" + "1,".repeat(10) + "1]", "more than 10 members");
        assertRefused("{\"a\": [" + "1,".repeat(10) + "1]}", "more than 10 members");
        assertRefused("[" + "[1,1,1,1,1,1,1,1,1],".repeat(9) + "[1,1,1,1,1,1,1]]", "more than 100 values");
        assertRefused("[" + " ".repeat(2_000) + "1]", "2000 bytes");
        assertRefused("[" + "1".repeat(31) + "]", "Number");
    }

    @Test
    void aValueOfAnotherKindIsRefusedByName() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> {
                    JsonReader json = open("{\"due\": 5}");
                    json.enterObject();
                    json.nextField();
                    json.text();
                })
                .withMessageContaining("test: a text was expected near \"due\"");
        assertRefused("\"a\"", "an object");
    }

    @Test
    void brokenDocumentsAreRefused() {
        for (String text :
                new String[] {"", "{", "{\"a\"", "{\"a\": ", "[1, 2", "{} {}", "nonsense", "\uFEFF", "{\"a\": \"x"}) {
            assertThatExceptionOfType(FormatException.class).as(text).isThrownBy(() -> readAll(open(text)));
        }
        byte[] notUtf8 = {'[', '"', (byte) 0xff, (byte) 0xff, '"', ']'};
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> readAll(JsonReader.open(new ByteArrayInputStream(notUtf8), LIMITS, "test")));
    }

    @Test
    void failuresOfTheStreamStayThoseOfTheStream() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatIOException()
                .isThrownBy(() -> JsonReader.open(broken, LIMITS, "test"))
                .withMessage("connection reset")
                .isNotInstanceOf(FormatException.class);
    }

    @Test
    void anyDamageIsRefusedInOneWay() {
        byte[] good = "{\"a\": [\"x\", {\"b\": 1, \"c\": null}], \"d\": true}".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = good.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                readAll(JsonReader.open(new ByteArrayInputStream(bad), LIMITS, "test"));
            } catch (FormatException expected) {
                assertThat(expected).hasMessageStartingWith("test: ");
            } catch (IOException e) {
                throw new AssertionError(new String(bad, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    private static void assertRefused(String text, String problem) {
        assertThatExceptionOfType(FormatException.class)
                .as(text)
                .isThrownBy(() -> {
                    JsonReader json = open(text);
                    if (text.startsWith("{")) {
                        json.enterObject();
                        while (json.nextField()) {
                            if (text.contains("ttt")) {
                                json.text();
                            }
                            json.skip();
                        }
                        json.end();
                    } else if (text.startsWith("[")) {
                        readAll(json);
                    } else {
                        json.enterObject();
                    }
                })
                .withMessageStartingWith("test: ")
                .withMessageContaining(problem);
    }

    private static void readAll(JsonReader json) throws IOException {
        json.skip();
        json.end();
    }

    private static JsonReader open(String text) throws IOException {
        return JsonReader.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LIMITS, "test");
    }
}
