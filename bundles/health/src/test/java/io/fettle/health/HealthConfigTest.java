package io.fettle.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HealthConfigTest {
    @Test
    void keysAndDefaultsStay() {
        Map<String, Object> defaults = Arrays.stream(HealthConfig.class.getDeclaredMethods())
                .collect(Collectors.toMap(Method::getName, Method::getDefaultValue));
        assertThat(defaults).containsOnlyKeys("required", "cacheMillis").containsEntry("cacheMillis", 1000);
        assertThat((String[]) defaults.get("required")).isEmpty();
    }
}
