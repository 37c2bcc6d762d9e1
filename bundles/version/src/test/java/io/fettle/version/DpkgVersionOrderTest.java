package io.fettle.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgVersionOrderTest {

    private static final DpkgVersionOrder ORDER = DpkgVersionOrder.INSTANCE;

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.1",
        "1.9, 1.10",
        "1.0~rc1, 1.0",
        "1.0~~, 1.0~",
        "1.0~~, 1.0~~a",
        "1.0~~a, 1.0~",
        "1.0, 1.0a",
        "1.0a, 1.0+",
        "1.0Z, 1.0a",
        "1.0z, 1.0.0",
        "1.0+b1, 1.0.1",
        "1.0, 1.0-1",
        "1.0-1, 1.0-2",
        "1.0-9, 1.0-10",
        "1.0-1~bpo12+1, 1.0-1",
        "1.0-1, 1.0-1+deb12u1",
        "1.0-1+deb12u1, 1.0-1.1",
        "9.9-9, 1:0.1-1",
        "1:9, 2:0",
        "1.0-1-1, 1.0-1-2",
        "1.0, 1.0-1-1",
        "2.36-9+deb12u7, 2.36-9+deb12u10",
        "3.0.9-1~deb12u2, 3.0.22-1~deb12u2",
        "99999999999999999998, 99999999999999999999",
        "9999999999999999999, 10000000000000000000"
    })
    void lowerSortsBeforeHigher(String lower, String higher) {
        assertThat(ORDER.compare(lower, higher)).isNegative();
        assertThat(ORDER.compare(higher, lower)).isPositive();
        assertThat(compareKeys(lower, higher)).isNegative();
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "1.0, 1.00",
        "01.0, 1.0",
        "0:1.0, 1.0",
        "1.0, 1.0-0",
        "1.0-0, 1.0-00",
        "1., 1.0",
        "1.0-a, 1.0-a0",
        "00:1, 1"
    })
    void differentSpellingsOfOneVersionAreEqual(String left, String right) {
        assertThat(ORDER.compare(left, right)).isZero();
        assertThat(ORDER.sortKey(left)).isEqualTo(ORDER.sortKey(right));
    }

    @Test
    void sortKeyKeepsTheOrderOfValidVersions() {
        VersionSamples samples = new VersionSamples(20260101);
        int different = 0;
        for (int i = 0; i < 30_000; i++) {
            String left = samples.valid();
            String right = i % 2 == 0 ? samples.valid() : samples.near(left);
            assertKeyAgrees(left, right);
            assertThat(ORDER.sortKey(left).length).isLessThanOrEqualTo(2 * left.length() + 16);
            different += ORDER.compare(left, right) == 0 ? 0 : 1;
        }
        assertThat(different).isBetween(15_000, 29_500);
    }

    @Test
    void sortKeyKeepsTheOrderOfAnyStrings() {
        VersionSamples samples = new VersionSamples(7);
        for (int i = 0; i < 30_000; i++) {
            assertKeyAgrees(samples.wild(), samples.wild());
        }
    }

    @Test
    void numbersLongerThanOneLengthByteKeepTheirOrder() {
        assertKeyAgrees("1" + "0".repeat(253), "1" + "0".repeat(254));
        assertKeyAgrees("1" + "0".repeat(254), "1" + "0".repeat(255));
        assertKeyAgrees("1" + "0".repeat(255), "1" + "0".repeat(254) + "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0.1-1", "1:2.3-4", "1:2:3-4", "1.0-1-1", "2147483647:1", "1.0~rc1+dfsg-3+b2", "9-a"})
    void acceptsWhatPolicyAllows(String version) {
        assertThat(ORDER.validate(version)).isEmpty();
        assertThat(DpkgVersion.parse(version)).hasToString(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":1",
                "a:1",
                "1:",
                "2147483648:1",
                "-1",
                "1-",
                "1:-1",
                "a1",
                "~1",
                "1 0",
                "1_0",
                "1.0-1_",
                "1.0\n",
                "+1:1",
                "1~:",
                "1-2:3",
                "\u0661"
            })
    void refusesWhatDpkgRefusesOrWarnsAbout(String version) {
        assertThat(ORDER.validate(version)).isPresent();
        assertThatThrownBy(() -> DpkgVersion.parse(version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("dpkg version: ");
    }

    @Test
    void refusesTooLongVersions() {
        assertThat(ORDER.validate("1".repeat(VersionOrder.MAX_LENGTH))).isEmpty();
        assertThat(ORDER.validate("1".repeat(VersionOrder.MAX_LENGTH + 1))).isPresent();
    }

    @Test
    void takesAVersionApart() {
        assertThat(DpkgVersion.parse("2:1.4.0-rc1-3~deb12u1"))
                .isEqualTo(new DpkgVersion(2, "1.4.0-rc1", "3~deb12u1"))
                .extracting(DpkgVersion::withoutEpoch)
                .isEqualTo("1.4.0-rc1-3~deb12u1");
        assertThat(DpkgVersion.parse("5.10")).isEqualTo(new DpkgVersion(0, "5.10", ""));
    }

    @Test
    void debIsAKnownEcosystem() {
        assertThat(VersionOrders.find("deb")).containsSame(ORDER);
        assertThat(VersionOrders.find("no-such-ecosystem")).isEmpty();
        assertThat(VersionOrders.ecosystems()).containsAll(List.of("deb"));
    }

    private static void assertKeyAgrees(String left, String right) {
        int compared = Integer.signum(ORDER.compare(left, right));
        assertThat(Integer.signum(compareKeys(left, right)))
                .as("keys of <%s> and <%s>", left, right)
                .isEqualTo(compared);
        assertThat(Integer.signum(ORDER.compare(right, left)))
                .as("<%s> against <%s>", right, left)
                .isEqualTo(-compared);
    }

    private static int compareKeys(String left, String right) {
        return Arrays.compareUnsigned(ORDER.sortKey(left), ORDER.sortKey(right));
    }
}
