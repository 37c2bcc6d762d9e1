package io.fettle.assessment.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NevraPatternTest {
    private static final Nevra ALPHA = new Nevra("alpha-libs", "1", "2.0", "3.el9", "x86_64");

    @ParameterizedTest
    @CsvSource({
        "alpha-libs, true",
        "alpha*, true",
        "alpha, false",
        "alpha-libs.x86_64, true",
        "alpha-libs.i686, false",
        "alpha-libs-2.0, true",
        "alpha-libs-2.0-3.el9, true",
        "alpha-libs-2.0-3.el9.x86_64, true",
        "alpha-libs-2.0-3.el9.*, true",
        "alpha-libs-1:2.0-3.el9, true",
        "alpha-libs-0:2.0-3.el9, false",
        "alpha-libs-2.?, true",
        "alpha-libs-2.[1-9], false",
        "alpha-libs-2.[!1], true",
        "alpha-libs-2.[!1-9], false",
        "*, true",
        "[, false",
        "-, false",
    })
    void takesAsDnfDoes(String pattern, boolean taken) {
        assertThat(NevraPattern.of(pattern).takes(ALPHA)).isEqualTo(taken);
    }

    @Test
    void theFirstFormThatAnyPackageHasCounts() {
        NevraPattern lock = NevraPattern.of("alpha-libs-2*");
        assertThat(lock.among(List.of(ALPHA))).hasSize(1);
        assertThat(lock.among(List.of(new Nevra("other", "0", "1", "1", "noarch"))))
                .hasSizeGreaterThan(1);
    }

    @Test
    void aHostilePatternTakesNoTime() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(FileGlob.matches("*a".repeat(150) + "b", "a".repeat(10_000)))
                        .isFalse());
    }
}
