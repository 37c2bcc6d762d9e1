package io.fettle.assessment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.source.SourceState;
import io.fettle.assessment.FakeFleet;
import io.fettle.assessment.FakeSources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaleSourcesTest {
    private static final Instant NOW = FakeFleet.NOON;
    private static final Optional<Instant> JUST = Optional.of(NOW.minusSeconds(60));
    private static final Optional<Instant> LONG_AGO = Optional.of(NOW.minus(Duration.ofHours(25)));

    private final FakeSources sources = new FakeSources();

    @Test
    void aSourceThatSucceededTodayIsKeptUpToDateWhateverItDoesNow() {
        for (SourceState state :
                List.of(SourceState.CURRENT, SourceState.SYNCING, SourceState.UNREACHABLE, SourceState.REFUSED)) {
            sources.with("a", state, JUST);
            assertThat(behind("a")).as(state.name()).isEmpty();
        }
    }

    @Test
    void aSourceThatHasNotSucceededForADayIsStale() {
        sources.with("a", SourceState.UNREACHABLE, LONG_AGO);
        assertThat(behind("a"))
                .containsExactly(new Reason(
                        "source.stale",
                        Map.of(
                                "name",
                                "Source a",
                                "state",
                                "UNREACHABLE",
                                "since",
                                LONG_AGO.get().toString())));
    }

    @Test
    void aSourceWithoutAPluginOrSwitchedOffIsStaleAtOnce() {
        sources.with("a", SourceState.ABSENT, JUST).with("b", SourceState.DISABLED, Optional.empty());
        assertThat(behind("a", "b", "a")).hasSize(2);
        assertThat(behind("b").get(0).parameters()).doesNotContainKey("since");
    }

    @Test
    void aSourceThatNobodyConfiguresIsNotSpokenOf() {
        assertThat(behind("gone")).isEmpty();
    }

    @Test
    void moreThanAPageIsLookedThrough() {
        for (int i = 0; i < 1_001; i++) {
            sources.with("s" + i, SourceState.ABSENT, JUST);
        }
        assertThat(behind("s1000")).hasSize(1);
    }

    private List<Reason> behind(String... ids) {
        return StaleSources.among(sources, NOW).behind(List.of(ids));
    }
}
