package io.fettle.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.inventory.Inventory;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.fuzz.Hostile;
import io.fettle.fuzz.RepeatedBytes;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Messages that are well-formed and too much. */
class HostileMessageTest {
    private static final int MILLION = 1_000_000;

    @Test
    void bombsAreRefusedPackedOnceOrTwice() {
        assertRefused(Hostile.gzipBomb(64 << 20), "unpacks to over");
        assertRefused(Hostile.nestedGzipBomb(64 << 20), "not the JSON");
    }

    @Test
    void aMillionNamesThatNobodyKnowsAreRefused() {
        LongFunction<String> name = n -> (n == 0 ? "" : ",") + "\"" + Long.toString(n, 36) + "\":1";
        assertRefused(gzip(new RepeatedBytes("{", name, MILLION, "}")), "names");
        assertRefused(gzip(new RepeatedBytes("{\"later\":{", name, MILLION, "}}")), "names");
        assertRefused(gzip(new RepeatedBytes("{\"later\":[{", name, MILLION, "}]}")), "names");
        assertRefused(gzip(new RepeatedBytes("{\"inventory\":{\"facts\":{", name, MILLION, "}}}")), "names");
    }

    @Test
    void aMillionPackagesAreRefused() {
        String one = "{\"ecosystem\":\"deb\",\"name\":\"a\",\"version\":\"1\",\"arch\":\"all\"}";
        InputStream many = new RepeatedBytes(
                "{\"inventory\":{\"packages\":[", n -> (n == 0 ? "" : ",") + one, Inventory.MAX_PACKAGES + 1, "]}}");
        assertRefused(gzip(many), "over " + Inventory.MAX_PACKAGES);
    }

    @Test
    @Fuzzes(TokenText.class)
    void tokensAreNotBelieved() {
        String good = new TokenText("tok-1", new byte[32], Samples.digest(11)).text();
        Fuzz.of("enrolment token", good)
                .declares(MalformedMessageException.class)
                .check(input -> TokenText.parse(new String(input, StandardCharsets.UTF_8)));
    }

    private static byte[] gzip(InputStream plain) {
        return Hostile.gzip(plain);
    }

    private static void assertRefused(byte[] packed, String words) {
        assertThatThrownBy(() -> InventoryMessage.decode(packed))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(words);
    }
}
