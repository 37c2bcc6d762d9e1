package io.fettle.assessment.rpm;

import io.fettle.api.inventory.RpmSetup;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Patterns of excludes and locks that computers report come to an end on whatever package. */
class RpmPatternsFuzzTest {
    private static final Nevra KERNEL = new Nevra("kernel-core-" + "a".repeat(60), "0", "5.14.0", "362.el9", "x86_64");

    @Test
    @Fuzzes({NevraPattern.class, FileGlob.class})
    void whateverTheTextItMeansSomePackagesOrNone() {
        Fuzz.of("patterns of packages", "kernel-*", "1:foo-[0-9]?-1.el9.*", "\\*[!a-]*[]x]", "*a*a*a*a*a*a*b")
                .lenient()
                .check(input -> {
                    String text = new String(input, StandardCharsets.UTF_8);
                    NevraPattern pattern =
                            NevraPattern.of(text.substring(0, Math.min(text.length(), RpmSetup.MAX_PATTERN)));
                    pattern.takes(KERNEL);
                    pattern.about(KERNEL.name());
                    pattern.among(List.of(KERNEL));
                });
    }
}
