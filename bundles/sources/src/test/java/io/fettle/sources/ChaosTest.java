package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.advisory.Advisories;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.source.chaos.ChaosSourceFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worst-behaved vendor before the real engine, catalog and depot: each run ends, says how, and leaves nothing by halves. */
@Timeout(60)
class ChaosTest {
    private static final String ID = "chaos";
    private static final long MOST_FACTS = 10_000;

    private final FakeSourceStore sources = new FakeSourceStore();
    private final MovingClock clock = new MovingClock();
    private Executor executor = Runnable::run;
    private RealParts parts;
    private SyncEngine engine;

    @TempDir
    Path state;

    @BeforeEach
    void start() throws ReflectiveOperationException {
        parts = new RealParts(state, new FakeCatalogStore(), sources);
        engine = new SyncEngine(
                sources,
                parts.publisher(),
                new SourceRun(parts.publisher(), parts.depot(), MOST_FACTS),
                new Schedule(Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofHours(1), () -> 0.5),
                clock,
                VendorConnections.ofPlatform(),
                task -> executor.execute(task),
                (id, why) -> {});
        engine.add(new ChaosSourceFactory());
    }

    @ParameterizedTest
    @CsvSource({
        "endless, source.too_much, 10000",
        "duplicated_collection, source.failed, IllegalStateException",
        "hostile_error, source.failed, StackOverflowError",
        "hostile_linkage, source.failed, NoClassDefFoundError",
        "hostile_cursor, source.failed, IllegalArgumentException",
        "hostile_bytes, source.failed, ''"
    })
    void whatCantBeTakenIsInterruptedAndNothingOfItIsPublished(String behaviour, String code, String detail) {
        long revision = firstRun(behaviour);
        engine.request(ID);
        engine.tick();
        assertThat(status().state()).isEqualTo(SourceState.UNREACHABLE);
        Reason why = status().reason().orElseThrow();
        assertThat(why.code()).isEqualTo(code);
        assertThat(why.parameters().toString()).contains(detail);
        assertThat(status().nextAttempt()).as("it is tried again").isPresent();
        assertThat(parts.catalog().current().number()).isEqualTo(revision);
        assertThat(advisories().size()).isEqualTo(3);
    }

    @Test
    void aRunThatTakesTooLongIsEnded() throws Exception {
        long revision = firstRun("slow");
        CompletableFuture<Void> run = new CompletableFuture<>();
        executor = task -> inTheBackground(() -> {
            task.run();
            run.complete(null);
        });
        engine.request(ID);
        engine.tick();
        awaitProgress();
        clock.now = clock.now.plus(SyncEngine.MAX_RUN);
        engine.tick();
        assertThat(run).as("not yet").isNotDone();
        clock.now = clock.now.plusSeconds(1);
        engine.tick();
        run.get(30, TimeUnit.SECONDS);
        assertThat(status().state()).isEqualTo(SourceState.UNREACHABLE);
        assertThat(status().reason()).contains(Reason.of("source.too_slow"));
        assertThat(parts.catalog().current().number()).isEqualTo(revision);
    }

    @Test
    void theSameInAnotherOrderIsTheSame() {
        firstRun("reordered");
        again();
        assertThat(advisories().size()).isEqualTo(3);
        assertThat(advisory(1).status()).isEqualTo(Advisory.Status.FINAL);
    }

    @Test
    void ofDuplicatesTheGreatestRevisionCounts() {
        firstRun("duplicated");
        again();
        assertThat(advisories().size()).isEqualTo(3);
        assertThat(advisory(1).revision()).isEqualTo("9");
    }

    @Test
    void whatIsWithdrawnIsKeptAsWithdrawn() {
        firstRun("withdrawn");
        again();
        assertThat(advisory(1).status()).isEqualTo(Advisory.Status.WITHDRAWN);
        assertThat(advisory(2).revision()).isEqualTo("2");
        assertThat(advisory(3).affected()).isEmpty();
    }

    @Test
    void textsBeyondAllBoundsAreCut() {
        firstRun("hostile_text");
        again();
        assertThat(advisory(4).title()).hasSize(Advisory.MAX_TITLE);
        assertThat(advisory(4).summary()).hasSize(Advisory.MAX_SUMMARY);
        assertThat(advisory(4).revision()).hasSize(Advisory.MAX_ID);
    }

    @Test
    void aBehaviourThatNobodyKnowsIsRefused() {
        assertThatExceptionOfType(FettleException.class)
                .isThrownBy(() -> engine.configure(ID, ID, ID, Map.of("behaviour", "nice")))
                .withMessageContaining("nice");
    }

    /** @return the catalog's revision after it */
    private long firstRun(String behaviour) {
        engine.configure(ID, ID, ID, Map.of("behaviour", behaviour));
        engine.tick();
        assertThat(status().state()).isEqualTo(SourceState.CURRENT);
        assertThat(advisories().size()).isEqualTo(3);
        return parts.catalog().current().number();
    }

    private void again() {
        engine.request(ID);
        engine.tick();
        assertThat(status().state()).isEqualTo(SourceState.CURRENT);
    }

    private static void inTheBackground(Runnable task) {
        Thread thread = new Thread(task, "chaos");
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitProgress() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (status().progress().isEmpty()) {
            assertThat(System.nanoTime()).as("it has not begun").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private SourceStatus status() {
        return engine.status(ID).orElseThrow();
    }

    private Advisories advisories() {
        return parts.catalog().current().advisories();
    }

    private Advisory advisory(int number) {
        return advisories().find(new AdvisoryId(ID, "CHAOS-" + number)).orElseThrow();
    }

    private static final class MovingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-06-01T12:00:00Z");

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
