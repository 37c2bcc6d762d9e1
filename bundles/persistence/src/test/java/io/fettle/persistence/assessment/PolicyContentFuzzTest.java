package io.fettle.persistence.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.policy.HealthPolicy;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.persistence.Packed;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyContentFuzzTest {
    @Test
    @Fuzzes(PolicyContent.class)
    void aStoredPolicyIsReadOrRefused() {
        Fuzz.of("stored policy", PolicyContent.pack(HealthPolicy.standard()))
                .declares(UncheckedIOException.class, IllegalStateException.class)
                .check(PolicyContent::unpack);
    }

    @ParameterizedTest
    @CsvSource({
        "counts.CRITICAL, BROKEN",
        "dueDays.CRITICAL, -1",
        "exploitedDueDays, 99999999999",
        "unrated, UNKNOWN_YET",
        "ends.Debian:12, 2026-13-40"
    })
    void aValueThatCannotBeIsNamed(String name, String value) {
        assertThatThrownBy(() -> PolicyContent.unpack(Packed.map(Map.of(name, value))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("health policy");
        assertThat(PolicyContent.unpack(Packed.map(Map.of("later." + name, value))))
                .isEqualTo(HealthPolicy.standard());
    }
}
