package io.fettle.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.member.UnexpectedStatusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final List<Duration> slept = new ArrayList<>();
    private final Patience patience = new Patience(new Random(3), slept::add);

    @Test
    void whoAsksForLongTimesIsNotWaitedForLongerThanOthers() throws Exception {
        UnexpectedStatusException busy = busy(Duration.ofMinutes(5));
        assertThatThrownBy(() -> {
                    while (true) {
                        patience.await(busy, () -> false);
                    }
                })
                .isSameAs(busy);
        Duration all = slept.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(38));
    }

    private static UnexpectedStatusException busy(Duration retryAfter) {
        return new UnexpectedStatusException("/content", 503, (int) retryAfter.toSeconds());
    }
}
