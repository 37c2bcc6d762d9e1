package io.fettle.assessment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.policy.HealthPolicy;
import io.fettle.assessment.lifecycle.Support.Word;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SupportsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-28");

    private static Supports supports(boolean longTerm, Map<String, LocalDate> ends) {
        HealthPolicy standard = HealthPolicy.standard();
        HealthPolicy policy = new HealthPolicy(
                standard.severities(),
                standard.unrated(),
                standard.otherUpdates(),
                standard.exploitedDueDays(),
                standard.endedPlatform(),
                longTerm,
                ends);
        return new Supports(SupportTable.published(), policy);
    }

    private static Release release(String platform) {
        return new Release(platform, Optional.empty());
    }

    @Test
    void longTermSupportCountsUnlessThePolicySaysOtherwise() {
        assertThat(supports(true, Map.of()).isEnded(release("Debian:12"), TODAY))
                .isFalse();
        assertThat(supports(false, Map.of()).isEnded(release("Debian:12"), TODAY))
                .isTrue();
        assertThat(supports(true, Map.of()).isEnded(release("Debian:11"), TODAY))
                .isTrue();
    }

    @Test
    void supportThatHasToBeBoughtCountsOnlyWhereItIsEntered() {
        Release focal = release("Ubuntu:20.04");

        assertThat(supports(true, Map.of()).of(focal)).hasValueSatisfying(support -> {
            assertThat(support.isEnded(TODAY)).isTrue();
            assertThat(support.extended()).contains(LocalDate.parse("2032-04-27"));
            assertThat(support.word()).isEqualTo(Word.PUBLISHED);
        });
        assertThat(supports(true, Map.of("Ubuntu:20.04", LocalDate.parse("2030-04-30")))
                        .of(focal))
                .hasValueSatisfying(support -> {
                    assertThat(support.isEnded(TODAY)).isFalse();
                    assertThat(support.word()).isEqualTo(Word.ADMIN);
                });
    }

    @Test
    void theComputersOwnWordCountsWhereNobodyElseSaysAnything() {
        Optional<LocalDate> own = Optional.of(LocalDate.parse("2026-11-27"));

        assertThat(supports(true, Map.of()).of(new Release("strange:1", own)))
                .contains(new Support("strange:1", own.get(), Word.COMPUTER, Optional.empty()));
        assertThat(supports(true, Map.of()).isEnded(new Release("Debian:13", own), TODAY))
                .as("an old image does not know of a prolongation")
                .isFalse();
        assertThat(supports(true, Map.of()).of(release("strange:1"))).isEmpty();
    }

    @Test
    void theLastDayIsADayOfSupport() {
        Supports supports = supports(true, Map.of("a:1", TODAY, "a:2", TODAY.minusDays(1)));

        assertThat(supports.isEnded(release("a:1"), TODAY)).isFalse();
        assertThat(supports.isEnded(release("a:2"), TODAY)).isTrue();
    }

    @Test
    void whatEndsWithinNinetyDaysEndsSoon() {
        Supports supports = supports(
                true, Map.of("a:0", TODAY.minusDays(1), "a:90", TODAY.plusDays(90), "a:91", TODAY.plusDays(91)));

        assertThat(supports.of(release("a:0")).orElseThrow().endsSoon(TODAY)).isFalse();
        assertThat(supports.of(release("a:90")).orElseThrow().endsSoon(TODAY)).isTrue();
        assertThat(supports.of(release("a:91")).orElseThrow().endsSoon(TODAY)).isFalse();
    }

    @Test
    void thePublishedTableIsWhole() {
        SupportTable table = SupportTable.published();

        assertThat(table.asOf()).isEqualTo(TODAY);
        assertThat(table.rows()).hasSizeGreaterThan(60).allSatisfy((platform, row) -> {
            assertThat(platform).matches("[A-Za-z ]+:[0-9.]+");
            row.longTerm().ifPresent(end -> assertThat(end).isAfter(row.standard()));
            row.extended().ifPresent(end -> assertThat(end).isAfter(row.end(true)));
        });
    }
}
