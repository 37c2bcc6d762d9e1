package io.fettle.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every order promises, on generated versions: it is total on any strings, and its keys keep it. */
class TotalOrderTest {

    private static final int ROUNDS = 60;
    private static final int VERSIONS_A_ROUND = 60;
    private static final int PAIRS = 50_000;

    static Set<String> ecosystems() {
        return VersionOrders.ecosystems();
    }

    /** Once they are sorted, each is compared with each later one: that holds only if the order is transitive. */
    @ParameterizedTest
    @MethodSource("ecosystems")
    void orderIsTransitiveAndAntisymmetric(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        GeneratedVersions generated = new GeneratedVersions(ecosystem, 3);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> versions = versions(generated);
            versions.sort(order);
            for (int i = 0; i < versions.size(); i++) {
                for (int j = i; j < versions.size(); j++) {
                    String left = versions.get(i);
                    String right = versions.get(j);
                    int compared = Integer.signum(order.compare(left, right));
                    assertThat(compared).as("<%s> and <%s>", left, right).isNotPositive();
                    assertThat(Integer.signum(order.compare(right, left)))
                            .as("<%s> and <%s>", right, left)
                            .isEqualTo(-compared);
                }
            }
        }
    }

    /** Versions that are equal to one another have the same relation to every third one. */
    @ParameterizedTest
    @MethodSource("ecosystems")
    void equalVersionsAreInterchangeable(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        GeneratedVersions generated = new GeneratedVersions(ecosystem, 4);
        int equal = 0;
        for (int i = 0; i < PAIRS; i++) {
            String left = generated.next();
            String right = generated.near(left);
            if (left.equals(right) || order.compare(left, right) != 0) {
                continue;
            }
            equal++;
            String third = generated.near(left);
            assertThat(Integer.signum(order.compare(left, third)))
                    .as("<%s> = <%s>, third <%s>", left, right, third)
                    .isEqualTo(Integer.signum(order.compare(right, third)));
        }
        assertThat(equal).isPositive();
    }

    @ParameterizedTest
    @MethodSource("ecosystems")
    void keysKeepTheOrder(String ecosystem) {
        VersionOrder order = VersionOrders.find(ecosystem).orElseThrow();
        GeneratedVersions generated = new GeneratedVersions(ecosystem, 5);
        int different = 0;
        for (int i = 0; i < PAIRS; i++) {
            String left = i % 5 == 0 ? generated.wild() : generated.next();
            String right = i % 2 == 0 ? generated.near(left) : generated.next();
            int compared = Integer.signum(order.compare(left, right));
            byte[] key = order.sortKey(left);
            assertThat(Integer.signum(Arrays.compareUnsigned(key, order.sortKey(right))))
                    .as("keys of <%s> and <%s>", left, right)
                    .isEqualTo(compared);
            if (order.validate(left).isEmpty()) {
                assertThat(key.length).as(left).isLessThanOrEqualTo(2 * left.length() + 16);
            }
            different += compared == 0 ? 0 : 1;
        }
        assertThat(different).isBetween(PAIRS / 2, PAIRS - 100);
    }

    private static List<String> versions(GeneratedVersions generated) {
        List<String> versions = new ArrayList<>();
        while (versions.size() < VERSIONS_A_ROUND) {
            String version = generated.next();
            versions.addAll(List.of(version, generated.near(version), generated.wild()));
        }
        return versions;
    }
}
