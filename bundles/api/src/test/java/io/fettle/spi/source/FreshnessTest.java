package io.fettle.spi.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Instant NOW = Instant.parse("2024-05-10T12:00:00Z");

    @Test
    void aNewerEditionAndTheSameOneMayBeTaken() {
        Instant known = NOW.minusSeconds(1_000);
        assertThat(Freshness.objection(NOW, Optional.of(known), NOW)).isEmpty();
        assertThat(Freshness.objection(known, Optional.of(known), NOW)).isEmpty();
        assertThat(Freshness.objection(known, Optional.empty(), NOW)).isEmpty();
    }

    @Test
    void anOlderOneIsRefused() {
        assertThat(Freshness.objection(NOW.minusSeconds(1), Optional.of(NOW), NOW))
                .contains(
                        Reason.of("source.rollback", "date", "2024-05-10T11:59:59Z", "known", "2024-05-10T12:00:00Z"));
    }

    @Test
    void oneFromTheFutureIsRefusedBeyondADayForCrookedClocks() {
        assertThat(Freshness.objection(NOW.plusSeconds(86_400), Optional.empty(), NOW))
                .isEmpty();
        assertThat(Freshness.objection(NOW.plusSeconds(86_401), Optional.empty(), NOW))
                .map(Reason::code)
                .contains("source.future");
    }
}
