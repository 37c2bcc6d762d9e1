package io.fettle.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Backoff backoff = new Backoff(FIRST, LONGEST, new Random(4711));

    @Test
    void waitGrowsUpToItsCapAndNeverShrinksBelowHalf() {
        long whole = FIRST.toMillis();
        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.failed().toMillis()).isBetween(whole / 2, whole);
            whole = Math.min(LONGEST.toMillis(), whole * 2);
        }
    }

    @Test
    void successStartsAnew() {
        Stream.generate(backoff::failed).limit(50).forEach(wait -> assertThat(wait)
                .isPositive());
        backoff.succeeded();
        assertThat(backoff.failed()).isLessThanOrEqualTo(FIRST);
    }

    @Test
    void manyDoNotComeBackAtTheSameMoment() {
        Random random = new Random(4711);
        assertThat(Stream.generate(() -> new Backoff(LONGEST, LONGEST, random).failed())
                        .limit(100)
                        .distinct()
                        .count())
                .isGreaterThan(90);
    }

    @Test
    void longFirstWaitDoesNotOverflow() {
        Backoff slow = new Backoff(Duration.ofDays(1), Duration.ofDays(2), new Random(1));
        for (int i = 0; i < 100; i++) {
            assertThat(slow.failed()).isBetween(Duration.ofHours(12), Duration.ofDays(2));
        }
    }
}
