package io.fettle.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DepotConfigTest {
    @Test
    void keysAndDefaultsStay() {
        Map<String, Object> defaults = Arrays.stream(DepotConfig.class.getDeclaredMethods())
                .collect(Collectors.toMap(Method::getName, Method::getDefaultValue));
        assertThat(defaults)
                .isEqualTo(Map.of(
                        "directory", "",
                        "minimumFreeMebibytes", 256,
                        "downloads", 4));
    }
}
