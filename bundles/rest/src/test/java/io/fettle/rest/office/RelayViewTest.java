package io.fettle.rest.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.content.DepotFigures;
import io.fettle.api.inventory.Relay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayViewTest {
    private static final Instant NOW = Instant.parse("2026-11-28T05:00:00Z");

    @Test
    void relayThatWasHeardOfWithinNinetySecondsIsConnected() {
        assertThat(view(Optional.of(NOW.minusSeconds(89)), Optional.empty()).connected())
                .isTrue();
        assertThat(view(Optional.of(NOW.minusSeconds(90)), Optional.empty()).connected())
                .isFalse();
        assertThat(view(Optional.empty(), Optional.empty()).connected()).isFalse();
    }

    @Test
    void hitRatioIsTheShareThatNeededNoTransfer() {
        assertThat(cache(200, 20).hitRatio()).isEqualTo(0.9);
    }

    @Test
    void hitRatioIsUnknownBeforeTheFirstRequest() {
        assertThat(cache(0, 0).hitRatio()).isNull();
    }

    @Test
    void downloadsThatNobodyWaitedForMakeNoNegativeRatio() {
        assertThat(cache(1, 3).hitRatio()).isZero();
    }

    @Test
    void relayThatTellsNothingHasNoFigures() {
        assertThat(view(Optional.of(NOW), Optional.empty()).cache()).isNull();
    }

    private static RelayView.CacheView cache(long requests, long pulled) {
        return view(Optional.of(NOW), Optional.of(new DepotFigures(7, 700, requests, pulled, 70, NOW)))
                .cache();
    }

    private static RelayView view(Optional<Instant> seen, Optional<DepotFigures> depot) {
        return RelayView.of(new Relay("r", "o", List.of(), false, NOW, seen, "1", depot), NOW);
    }
}
