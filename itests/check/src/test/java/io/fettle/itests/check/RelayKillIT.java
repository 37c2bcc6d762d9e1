package io.fettle.itests.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.itests.check.relay.RelayKill;
import io.fettle.itests.check.run.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(1200)
class RelayKillIT {
    private static final long SEED = 1;

    @Test
    void holds() {
        assertThat(Short.run(new RelayKill(), SEED)).allMatch(Verdict::ok);
    }
}
