package io.fettle.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalAuditTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<AuditEntry> written = new ArrayList<>();
    private final RefusalAudit refusals = new RefusalAudit(written::add, new Now());

    @Test
    void oneRefusalIsOneEntryOfItsActor() {
        refusals.refused("address:10.0.0.1", "peer.unknown", () -> Map.of("wanted", "AGENT"));
        assertThat(written)
                .containsExactly(new AuditEntry(
                        now, "address:10.0.0.1", "peer.unknown", "", AuditOutcome.REFUSED, Map.of("wanted", "AGENT")));
    }

    @Test
    void stormWritesOneEntryAMinuteAndCountsTheRest() {
        for (int i = 0; i < 1000; i++) {
            refuse("10.0.0.1");
        }
        forward(Duration.ofSeconds(59));
        refuse("10.0.0.1");
        assertThat(written).hasSize(1);
        forward(Duration.ofSeconds(1));
        refuse("10.0.0.1");
        assertThat(written).hasSize(2);
        assertThat(written.get(1).details()).containsEntry("suppressed", "1000");
    }

    @Test
    void quietMinuteLeavesNothingToCount() {
        refuse("10.0.0.1");
        forward(Duration.ofMinutes(2));
        refuse("10.0.0.1");
        assertThat(written).hasSize(2);
        assertThat(written.get(1).details()).doesNotContainKey("suppressed");
    }

    @Test
    void anotherActorAndAnotherActionAreTold() {
        refuse("10.0.0.1");
        refuse("10.0.0.2");
        refusals.refused("address:10.0.0.1", "content.refused", Map::of);
        assertThat(written)
                .extracting(e -> e.actor() + " " + e.action())
                .containsExactly(
                        "address:10.0.0.1 peer.unknown",
                        "address:10.0.0.2 peer.unknown",
                        "address:10.0.0.1 content.refused");
    }

    @Test
    void moreActorsThanAreRememberedWriteNothingFurtherUntilTheMinuteIsOver() {
        for (int i = 0; i < RefusalAudit.MAX_REMEMBERED + 500; i++) {
            refuse("address-" + i);
        }
        assertThat(written).hasSize(RefusalAudit.MAX_REMEMBERED);
        forward(Duration.ofMinutes(1));
        refuse("late");
        assertThat(written).hasSize(RefusalAudit.MAX_REMEMBERED + 1);
    }

    private void refuse(String address) {
        refusals.refused("address:" + address, "peer.unknown", Map::of);
    }

    @Test
    void detailsOfWhatIsLeftOutAreNotMade() {
        refuse("10.0.0.1");
        refusals.refused("address:10.0.0.1", "peer.unknown", () -> {
            throw new AssertionError("asked for details");
        });
        assertThat(written).hasSize(1);
    }

    private void forward(Duration by) {
        now = now.plus(by);
    }

    private final class Now extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
