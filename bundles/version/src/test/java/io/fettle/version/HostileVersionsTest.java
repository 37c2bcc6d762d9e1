package io.fettle.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions that nobody means well with: an order or a reason within bounded time, never a failure. */
class HostileVersionsTest {

    private static final int LONG = 1_000_000;
    /** All of it takes a fraction of a second when every method is linear, and minutes when one is not. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final List<String> REPEATED = List.of(
            "0",
            "9",
            "1.",
            ".",
            "~",
            "^",
            "-",
            ":",
            "a",
            "a1",
            "_p",
            "_alpha",
            "-r1",
            "1.1-",
            "+",
            " ",
            "\u0000",
            "\u0661",
            "\ud83d\ude00",
            "\uffff");

    static Set<String> ecosystems() {
        return VersionOrders.ecosystems();
    }

    @ParameterizedTest
    @MethodSource("ecosystems")
    void aMillionCharactersAreJudgedInBoundedTime(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        Assertions.assertTimeout(LIMIT, () -> {
            for (String piece : REPEATED) {
                String version = "1.0.0" + piece.repeat(LONG / piece.length());
                assertThat(order.compare(version, new String(version))).isZero();
                assertThat(Integer.signum(order.compare(version, version + '1')))
                        .as(piece)
                        .isEqualTo(Integer.signum(
                                Arrays.compareUnsigned(order.sortKey(version), order.sortKey(version + '1'))));
                assertThat(order.validate(version)).as(piece).isPresent();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("ecosystems")
    void digitsOfOtherScriptsAreNoDigits(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        for (String version : List.of("\u0661", "1.\u0662.3", "\uff11.0.0", "1.0.0-\u0967", "\ud835\udfce.1")) {
            assertThat(order.validate(version)).as(version).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("ecosystems")
    void controlCharactersAreRefused(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        for (char c : new char[] {0, '\t', '\n', '\r', 0x1b, 0x7f}) {
            for (String version : List.of(c + "1.0.0", "1.0" + c + ".0", "1.0.0" + c)) {
                assertThat(order.refusal(version))
                        .as("character %d in %s", (int) c, version)
                        .isPresent();
            }
        }
        assertThat(order.refusal("")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("ecosystems")
    void whateverIsValidHasAnOrder(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        GeneratedVersions generated = new GeneratedVersions(ecosystem, 11);
        int valid = 0;
        int invalid = 0;
        for (int i = 0; i < 50_000; i++) {
            String version = i % 3 == 0 ? generated.wild() : generated.next();
            if (order.validate(version).isEmpty()) {
                valid++;
                assertThat(order.refusal(version)).as(version).isEmpty();
            } else {
                invalid++;
            }
        }
        assertThat(List.of(valid, invalid)).allMatch(count -> count > 1_000);
    }

    @ParameterizedTest
    @MethodSource("ecosystems")
    void noiseNeverFails(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            String left = noise(random);
            String right = noise(random);
            assertThat(Integer.signum(order.compare(left, right)))
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(order.sortKey(left), order.sortKey(right))));
        }
    }

    private static String noise(Random random) {
        char[] characters = new char[random.nextInt(40)];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
        }
        return new String(characters);
    }
}
