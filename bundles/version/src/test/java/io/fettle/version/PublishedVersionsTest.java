package io.fettle.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.version.Fixture.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every comparison and every valid or invalid version that the ecosystems themselves publish. */
class PublishedVersionsTest {

    static Stream<Arguments> comparisons() {
        return VersionOrders.ecosystems().stream()
                .flatMap(ecosystem -> Fixture.pairs(ecosystem).stream().map(pair -> Arguments.of(ecosystem, pair)));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void orderIsAsPublished(String ecosystem, Pair pair) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        assertThat(Integer.signum(order.compare(pair.left(), pair.right()))).isEqualTo(pair.sign());
        assertThat(Integer.signum(order.compare(pair.right(), pair.left()))).isEqualTo(-pair.sign());
        assertThat(Integer.signum(Arrays.compareUnsigned(order.sortKey(pair.left()), order.sortKey(pair.right()))))
                .isEqualTo(pair.sign());
        assertThat(List.of(order.refusal(pair.left()), order.refusal(pair.right())))
                .allMatch(refusal -> refusal.isEmpty());
    }

    static Stream<Arguments> valid() {
        return listed("valid");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validVersionsAreAccepted(String ecosystem, String version) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        assertThat(order.validate(version)).isEmpty();
        assertThat(order.refusal(version)).isEmpty();
    }

    static Stream<Arguments> invalid() {
        return listed("invalid");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalidVersionsAreNamed(String ecosystem, String version) {
        assertThat(VersionOrders.find(ecosystem).orElseThrow().validate(version))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"semver", "windows"})
    void whereNoToolToleratesThemInvalidVersionsHaveNoOrder(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        for (String version : Fixture.lines(ecosystem + ".invalid")) {
            assertThat(order.refusal(version)).as(version).isPresent();
        }
    }

    private static Stream<Arguments> listed(String kind) {
        return Stream.of("rpm", "apk", "semver", "windows")
                .flatMap(ecosystem -> Fixture.lines(ecosystem + '.' + kind).stream()
                        .map(version -> Arguments.of(ecosystem, version)));
    }
}
