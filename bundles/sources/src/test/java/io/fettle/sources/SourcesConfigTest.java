package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SourcesConfigTest {
    @Test
    void keysAndDefaultsStay() {
        Map<String, Object> defaults = Arrays.stream(SourcesConfig.class.getDeclaredMethods())
                .collect(Collectors.toMap(Method::getName, Method::getDefaultValue));
        assertThat(defaults)
                .isEqualTo(Map.of(
                        "intervalMinutes", 60,
                        "firstRetrySeconds", 60,
                        "proxy", "",
                        "trustedCertificates", "",
                        "lastRetryMinutes", 60));
    }
}
