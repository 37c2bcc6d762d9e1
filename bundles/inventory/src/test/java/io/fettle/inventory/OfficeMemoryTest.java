package io.fettle.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.content.DepotFigures;
import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RelayFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfficeMemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-28T05:00:00Z");
    private static final DepotFigures FIGURES = new DepotFigures(1, 2, 3, 4, 5, NOW);

    private final OfficeMemory memory = new OfficeMemory(
            List.of(),
            List.of(new Relay("r1", "o1", List.of(), false, NOW, Optional.empty(), "0.1.0", Optional.empty())));

    @Test
    void signOfLifeLeavesWhatTheRelayToldBefore() {
        memory.seen("r1", NOW, new RelayFacts("0.2.0", Optional.of(FIGURES)));
        memory.seen("r1", NOW.plusSeconds(5), RelayFacts.NONE);
        Relay relay = memory.relay("r1").orElseThrow();
        assertThat(relay.lastSeenAt()).contains(NOW.plusSeconds(5));
        assertThat(relay.version()).isEqualTo("0.2.0");
        assertThat(relay.depot()).contains(FIGURES);
    }

    @Test
    void unknownRelayStaysUnknown() {
        assertThat(memory.seen("r2", NOW, RelayFacts.NONE)).isEmpty();
        assertThat(memory.relay("r2")).isEmpty();
    }
}
