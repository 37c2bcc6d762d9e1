package io.fettle.assessment.check;

import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.inventory.FleetItems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks whether the index is right: one random computer after the other, with a pause in between, so that
 * it costs next to nothing. What is wrong is told, and handed over to be repaired.
 */
public final class CheckLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final long STOP_MILLIS = 10_000;

    private final FleetCheck check;
    private final FleetItems fleet;
    private final Audit audit;
    private final Clock clock;
    private final RandomGenerator random;
    private final IntConsumer repair;
    private final AtomicLong agreed = new AtomicLong();
    private final AtomicLong disagreed = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "fettle-assessment-check");
    private volatile Optional<Disagreement> last = Optional.empty();

    /** @param parts of what is known of the computer that were not right */
    public record Disagreement(Instant at, int ordinal, List<String> parts) {}

    /** @param repair is told the ordinal of a computer that the index is wrong about */
    public CheckLoop(
            FleetCheck check, FleetItems fleet, Audit audit, Clock clock, RandomGenerator random, IntConsumer repair) {
        this.check = check;
        this.fleet = fleet;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.repair = repair;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    checkAny();
                } catch (RuntimeException e) {
                    LOG.warn("A computer's findings could not be checked; another one is next", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkAny() {
        int computers = fleet.ordinalCount();
        if (computers > 0) {
            check(random.nextInt(computers));
        }
    }

    /** One step, which tests call too. */
    public void check(int ordinal) {
        Optional<List<String>> differing = check.differing(ordinal, random);
        if (differing.isEmpty()) {
            skipped.incrementAndGet();
        } else if (differing.get().isEmpty()) {
            agreed.incrementAndGet();
        } else {
            disagreed.incrementAndGet();
            disagree(new Disagreement(clock.instant(), ordinal, differing.get()));
        }
    }

    private void disagree(Disagreement found) {
        last = Optional.of(found);
        String parts = String.join(", ", found.parts());
        LOG.error(
                "The index was wrong about computer number {} ({}), which must never happen; it is repaired. Please report it",
                found.ordinal(),
                parts);
        audit.record(new AuditEntry(
                found.at(),
                "server",
                "assessment.repaired",
                "ordinal:" + found.ordinal(),
                AuditOutcome.DONE,
                Map.of("parts", parts)));
        repair.accept(found.ordinal());
    }

    public long agreed() {
        return agreed.get();
    }

    public long disagreed() {
        return disagreed.get();
    }

    public long skipped() {
        return skipped.get();
    }

    public Optional<Disagreement> last() {
        return last;
    }

    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
