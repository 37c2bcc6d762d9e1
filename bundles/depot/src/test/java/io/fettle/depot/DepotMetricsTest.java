package io.fettle.depot;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.content.DepotFigures;
import io.fettle.testkit.health.RecordedMetrics;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DepotMetricsTest {
    @Test
    void figuresAreThoseOfTheDepot() {
        DepotMetrics metrics = new DepotMetrics(() -> new DepotFigures(3, 1_000, 9, 2, 700, Instant.EPOCH));
        assertThat(RecordedMetrics.of(metrics))
                .isEqualTo(Map.of(
                        "depot_items", 3.0,
                        "depot_bytes", 1_000.0,
                        "depot_requests_total", 9.0,
                        "depot_pulled_items_total", 2.0,
                        "depot_pulled_bytes_total", 700.0));
    }
}
