package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void aSuccessIsFollowedByTheIntervalMoreOrLess() {
        assertThat(schedule(0).afterSuccess()).isEqualTo(Duration.ofMinutes(54));
        assertThat(schedule(1).afterSuccess()).isEqualTo(Duration.ofMinutes(66));
    }

    @Test
    void failuresAreTriedAgainEverLaterUpToACap() {
        assertThat(schedule(1).afterFailure(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(schedule(1).afterFailure(3)).isEqualTo(Duration.ofMinutes(4));
        assertThat(schedule(1).afterFailure(60)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aRetryIsSpreadOverHalfItsDelay() {
        assertThat(schedule(0).afterFailure(1)).isEqualTo(Duration.ofSeconds(30));
    }

    private static Schedule schedule(double random) {
        return new Schedule(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofMinutes(30), () -> random);
    }
}
