package io.fettle.assessment.apt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns that computers report come to an end on whatever text, if they are used at all. */
class PinPatternsFuzzTest {
    /** As much as a report has room for. */
    private static final int MAX_EXPRESSION = 1000;

    private static final PackageKey KEY = new PackageKey("a".repeat(60) + "-image-6.1", "amd64", true);
    private static final IndexFile FILE = new IndexFile(
            Optional.empty(), "stable", "bookworm", "Debian", "Debian-Security", "12.1", "main", "amd64", "deb", 500);
    private static final OfferedVersion VERSION =
            new OfferedVersion("1:2.0~rc1-1+deb12u1", "source", List.of(FILE), Optional.empty(), false);

    @Test
    @Fuzzes({PackagePattern.class, Expression.class})
    void packagesAreNamedByAPatternOrByNone() {
        Fuzz.of("packages of pins", "src:linux*:any", "/^lib(a+|b{1,3}?)[[:alpha:]x-z]*$/", "[!a-c]?*\\*")
                .lenient()
                .check(input -> PackagePattern.of(text(input)).ifPresent(pattern -> pattern.takes(KEY, VERSION)));
    }

    @Test
    @Fuzzes(PinMatch.class)
    void releasesAreNamedByAPatternOrByNone() {
        for (String kind : List.of("release", "version", "origin")) {
            Fuzz.of(kind + "s of pins", "a=stable*,n=/book(worm|s)+/,l=Debian-*", "2.0~*", "\"deb.example.org\"")
                    .lenient()
                    .check(input -> PinMatch.of(kind, text(input)).ifPresent(match -> match.takes(VERSION)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/(((((){999}){999}){999}){999}){999}/",
                "/(((^){99}){99}){99}x/",
                "/((|a){999}){999}$/",
                "/((){500})*((){500})*((){500})*((){500})*x/",
                "/(){999}(){999}(){999}(){999}(){999}(){999}x/"
            })
    void repeatsOfNothingThatWouldTakeForeverAreNotUsed(String endless) {
        assertThat(Expression.of(endless)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/^linux-image-([0-9]{1,2}[.]){2}[0-9]+/", "/a{3}(b|c){1,200}/", "/^(lib)*c{1,}$/"})
    void repeatsThatSomebodyMayWriteAre(String expression) {
        assertThat(Expression.of(expression)).isPresent();
    }

    private static String text(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        return text.substring(0, Math.min(text.length(), MAX_EXPRESSION));
    }
}
