package io.fettle.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck.Result;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadinessTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private Readiness readiness = readiness(LONG, "database");

    @AfterEach
    void stop() {
        readiness.stop();
    }

    @Test
    void requiredCheckThatIsAbsentIsNotReady() {
        readiness.checks.add(new Check("depot", Result::ok));
        assertThat(readiness.ask())
                .containsEntry("database", Result.notReady(Reason.of("health.absent")))
                .containsEntry("depot", Result.ok())
                .hasSize(2);
    }

    @Test
    void checkThatIsThereAnswersForItself() {
        Result full = Result.notReady(Reason.of("database.full"));
        readiness.checks.add(new Check("database", () -> full));
        assertThat(readiness.ask()).containsOnlyKeys("database").containsValue(full);
    }

    @Test
    void brokenCheckIsNotReadyAndTheOthersAreAsked() {
        readiness.checks.add(new Check("broken", () -> {
            throw new IllegalStateException("no");
        }));
        readiness.checks.add(new Check("worse", () -> {
            throw new StackOverflowError();
        }));
        readiness.checks.add(new Check("database", Result::ok));
        assertThat(readiness.ask())
                .containsEntry("broken", broken("java.lang.IllegalStateException: no"))
                .containsEntry("worse", broken("java.lang.StackOverflowError"))
                .containsEntry("database", Result.ok());
    }

    @Test
    void twoChecksOfOneNameAreReadyTogetherOnly() {
        readiness.checks.add(new Check("database", () -> Result.notReady(Reason.of("test.no"))));
        readiness.checks.add(new Check("database", Result::ok));
        assertThat(readiness.ask().get("database").ready()).isFalse();
    }

    @Test
    void slowCheckIsNotReady() {
        readiness = readiness(SHORT);
        CountDownLatch never = new CountDownLatch(1);
        readiness.checks.add(new Check("slow", () -> held(never)));
        assertThat(readiness.ask()).containsEntry("slow", Result.notReady(Reason.of("health.no_answer")));
    }

    @Test
    void checkThatHangsSpoilsNoOthersAnswerAndTakesOneThread() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        readiness = readiness(Duration.ofMillis(500));
        readiness.checks.add(new Check("hanging", () -> {
            begun.incrementAndGet();
            Result result = deaf(end);
            ended.countDown();
            return result;
        }));
        readiness.checks.add(new Check("sound", Result::ok));
        for (int i = 0; i < 3; i++) {
            assertThat(readiness.ask())
                    .containsEntry("hanging", Result.notReady(Reason.of("health.no_answer")))
                    .containsEntry("sound", Result.ok());
        }
        assertThat(begun).hasValue(1);
        end.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!readiness.ask().get("hanging").ready() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(readiness.ask().get("hanging")).isEqualTo(Result.ok());
    }

    @Test
    void answerHoldsForAMomentAndIsThenAskedForAgain() {
        AtomicLong now = new AtomicLong();
        AtomicInteger asked = new AtomicInteger();
        readiness = new Readiness(Set.of(), LONG, Duration.ofSeconds(1), now::get);
        readiness.checks.add(new Check("database", () -> {
            asked.incrementAndGet();
            return Result.ok();
        }));
        readiness.ask();
        now.addAndGet(Duration.ofMillis(999).toNanos());
        readiness.ask();
        assertThat(asked).hasValue(1);
        now.addAndGet(Duration.ofMillis(1).toNanos());
        readiness.ask();
        assertThat(asked).hasValue(2);
    }

    @Test
    void checkThatHangsIsNotInterrupted() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        readiness = readiness(SHORT);
        readiness.checks.add(new Check("slow", () -> {
            try {
                end.await();
                interrupted.complete(Thread.currentThread().isInterrupted());
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return Result.ok();
        }));
        assertThat(readiness.ask().get("slow").ready()).isFalse();
        end.countDown();
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void namesComeAsAListOrAsOneTextWithCommas() {
        assertThat(Readiness.names("persistence, depot", "catalog", ""))
                .containsExactlyInAnyOrder("persistence", "depot", "catalog");
        assertThat(Readiness.names()).isEmpty();
    }

    private static Readiness readiness(Duration patience, String... required) {
        return new Readiness(Set.of(required), patience, Duration.ZERO, System::nanoTime);
    }

    private static Result broken(String error) {
        return Result.notReady(Reason.of("health.broken", "error", error));
    }

    private static Result held(CountDownLatch latch) {
        try {
            latch.await();
            return Result.ok();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.ok();
        }
    }

    /** Waits on, whoever interrupts. */
    private static Result deaf(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                continue;
            }
        }
        return Result.ok();
    }
}
