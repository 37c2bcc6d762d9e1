package io.fettle.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A version is whatever somebody calls it: there is an order for all of them. */
class VersionFuzzTest {
    static Iterable<String> ecosystems() {
        return VersionOrders.ecosystems();
    }

    @ParameterizedTest
    @MethodSource("ecosystems")
    @Fuzzes({VersionOrders.class, DebianSource.class})
    void everyVersionHasAPlace(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        String good = "1:2.0~rc1+b2-3.el9_5";
        Fuzz.of(ecosystem, good).lenient().sparingly().within(64 << 20).check(input -> {
            String version = new String(input, StandardCharsets.UTF_8);
            assertThat(order.compare(version, version)).isZero();
            DebianSource.tracked(version, version, version);
            int sign = Integer.signum(order.compare(version, good));
            assertThat(Integer.signum(order.compare(good, version))).isEqualTo(-sign);
        });
    }
}
