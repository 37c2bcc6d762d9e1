package io.fettle.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeploymentConfigTest {
    @Test
    void keysAndDefaultsStayAsTheyAre() {
        Map<String, Object> defaults = Arrays.stream(DeploymentConfig.class.getDeclaredMethods())
                .collect(Collectors.toMap(Method::getName, Method::getDefaultValue, (a, b) -> a, TreeMap::new));
        assertThat(defaults)
                .isEqualTo(Map.of(
                        "stagingMinutes", 120,
                        "orderHours", 24,
                        "applyingMinutes", 120,
                        "verifyingMinutes", 30,
                        "rebootDays", 7,
                        "attempts", 5,
                        "rounds", 3));
    }
}
