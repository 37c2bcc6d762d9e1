package io.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalAuditTest {
    private final MovableClock clock = new MovableClock();
    private final List<AuditEntry> written = new ArrayList<>();
    private final RefusalAudit refusals = new RefusalAudit(written::add, clock);

    @Test
    void oneRefusalIsOneEntryOfItsAddress() {
        refusals.refused("10.0.0.1", "peer.unknown", Map.of("wanted", "AGENT"));
        assertThat(written)
                .containsExactly(new AuditEntry(
                        clock.instant(),
                        "address:10.0.0.1",
                        "peer.unknown",
                        "",
                        AuditOutcome.REFUSED,
                        Map.of("wanted", "AGENT")));
    }

    @Test
    void stormWritesOneEntryAMinuteAndCountsTheRest() {
        for (int i = 0; i < 1000; i++) {
            refuse("10.0.0.1");
        }
        clock.forward(Duration.ofSeconds(59));
        refuse("10.0.0.1");
        assertThat(written).hasSize(1);
        clock.forward(Duration.ofSeconds(1));
        refuse("10.0.0.1");
        assertThat(written).hasSize(2);
        assertThat(written.get(1).details()).containsEntry("suppressed", "1000");
    }

    @Test
    void quietMinuteLeavesNothingToCount() {
        refuse("10.0.0.1");
        clock.forward(Duration.ofMinutes(2));
        refuse("10.0.0.1");
        assertThat(written).hasSize(2);
        assertThat(written.get(1).details()).doesNotContainKey("suppressed");
    }

    @Test
    void anotherAddressAndAnotherActionAreTold() {
        refuse("10.0.0.1");
        refuse("10.0.0.2");
        refusals.refused("10.0.0.1", "content.refused", Map.of());
        assertThat(written)
                .extracting(e -> e.actor() + " " + e.action())
                .containsExactly(
                        "address:10.0.0.1 peer.unknown",
                        "address:10.0.0.2 peer.unknown",
                        "address:10.0.0.1 content.refused");
    }

    @Test
    void moreAddressesThanAreRememberedWriteNothingFurtherUntilTheMinuteIsOver() {
        for (int i = 0; i < RefusalAudit.MAX_REMEMBERED + 500; i++) {
            refuse("address-" + i);
        }
        assertThat(written).hasSize(RefusalAudit.MAX_REMEMBERED);
        clock.forward(Duration.ofMinutes(1));
        refuse("late");
        assertThat(written).hasSize(RefusalAudit.MAX_REMEMBERED + 1);
    }

    private void refuse(String address) {
        refusals.refused(address, "peer.unknown", Map.of());
    }
}
