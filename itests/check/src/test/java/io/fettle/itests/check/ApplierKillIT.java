package io.fettle.itests.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.itests.check.applier.ApplierKill;
import io.fettle.itests.check.run.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(1200)
class ApplierKillIT {
    private static final long SEED = 1;

    @Test
    void holds() {
        assertThat(Short.run(new ApplierKill(), SEED)).allMatch(Verdict::ok);
    }
}
