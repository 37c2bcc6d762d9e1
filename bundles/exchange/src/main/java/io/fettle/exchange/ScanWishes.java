package io.fettle.exchange;

import io.fettle.api.inventory.ComputerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Computers that an admin wants a fresh scan of. In memory, bounded; a wish that nobody took in a day is dropped. */
@Component(service = ScanWishes.class)
public final class ScanWishes {
    private static final int MAX_WISHES = 100_000;
    private static final Duration GOOD_FOR = Duration.ofHours(24);

    private final Clock clock;
    private final Map<ComputerId, Instant> wishes = new LinkedHashMap<>();

    @Activate
    public ScanWishes() {
        this(Clock.systemUTC());
    }

    ScanWishes(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(ComputerId computer) {
        wishes.remove(computer);
        wishes.put(computer, clock.instant());
        if (wishes.size() > MAX_WISHES) {
            wishes.remove(wishes.keySet().iterator().next());
        }
    }

    /** Whether there is a wish; it is fulfilled by asking. */
    synchronized boolean take(ComputerId computer) {
        Instant at = wishes.remove(computer);
        return at != null && at.plus(GOOD_FOR).isAfter(clock.instant());
    }
}
