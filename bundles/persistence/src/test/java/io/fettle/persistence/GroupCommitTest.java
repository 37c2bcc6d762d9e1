package io.fettle.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.persistence.GroupCommit.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ScriptedTransaction transaction = new ScriptedTransaction();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<GroupCommit> open = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        transaction.gate.release(1_000);
        open.forEach(GroupCommit::close);
        callers.shutdownNow();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCallerGetsItsResultAfterTheCommit() throws Exception {
        GroupCommit groups = groups(10, 10, LONG);
        transaction.hold();
        Future<String> caller = callers.submit(() -> groups.submit(unit -> "stored"));
        transaction.awaitBegun(1);

        assertThat(caller.isDone()).isFalse();
        transaction.gate.release();

        assertThat(caller.get(10, TimeUnit.SECONDS)).isEqualTo("stored");
    }

    @Test
    void whatGathersDuringACommitSharesTheNext() throws Exception {
        GroupCommit groups = groups(10, 4, LONG);
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        transaction.hold();
        List<Future<Boolean>> callersInOrder = new ArrayList<>();
        callersInOrder.add(callers.submit(() -> groups.submit(unit -> ran.add(0))));
        transaction.awaitBegun(1);
        for (int i = 1; i <= 6; i++) {
            int number = i;
            callersInOrder.add(callers.submit(() -> groups.submit(unit -> ran.add(number))));
            awaitWaiting(groups, i);
        }

        transaction.gate.release(3);
        for (Future<Boolean> caller : callersInOrder) {
            assertThat(caller.get(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(ran).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(transaction.committed).containsExactly(1, 4, 2);
    }

    @Test
    void aFailureTakesNobodyWithIt() throws Exception {
        GroupCommit groups = groups(10, 10, LONG);
        transaction.hold();
        Future<String> first = callers.submit(() -> groups.submit(unit -> "first"));
        transaction.awaitBegun(1);
        Future<String> good = callers.submit(() -> groups.submit(unit -> "good"));
        awaitWaiting(groups, 1);
        Future<String> poison = callers.submit(() -> groups.<String>submit(unit -> {
            throw new FettleException(StoreCode.STORE_CONFLICT, "poison");
        }));
        awaitWaiting(groups, 2);
        Future<String> better = callers.submit(() -> groups.submit(unit -> "better"));
        awaitWaiting(groups, 3);
        transaction.gate.release(100);

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(good.get(10, TimeUnit.SECONDS)).isEqualTo("good");
        assertThat(better.get(10, TimeUnit.SECONDS)).isEqualTo("better");
        assertThatThrownBy(() -> poison.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(FettleException.class)
                .hasMessage("poison");
        assertThat(transaction.committed).containsExactly(1, 1, 1);
    }

    @Test
    void anErrorInOneLeavesTheThreadAlive() {
        GroupCommit groups = groups(10, 10, LONG);

        assertThatCode(() -> groups.submit(unit -> {
                    throw new StackOverflowError("on purpose");
                }))
                .isEqualTo(StoreCode.STORE_FAILED);

        assertThat(groups.<String>submit(unit -> "alive")).isEqualTo("alive");
    }

    /** Otherwise something that did take effect would be done twice. */
    @Test
    void nothingIsTriedAgainAfterACommitOfUnknownOutcome() throws Exception {
        GroupCommit groups = groups(10, 10, LONG);
        transaction.hold();
        Future<String> first = callers.submit(() -> groups.submit(unit -> "first"));
        transaction.awaitBegun(1);
        List<Future<String>> pair = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            pair.add(callers.submit(() -> groups.submit(unit -> "lost")));
            awaitWaiting(groups, i);
        }
        transaction.loseCommit(2);
        transaction.gate.release(100);

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("first");
        for (Future<String> lost : pair) {
            assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS))
                    .cause()
                    .extracting(e -> ((FettleException) e).code())
                    .isEqualTo(StoreCode.STORE_UNCERTAIN);
        }
        assertThat(transaction.begun).isEqualTo(2);
    }

    @Test
    void aFullQueueRefuses() throws Exception {
        GroupCommit groups = groups(2, 10, SHORT);
        transaction.hold();
        callers.submit(() -> groups.submit(unit -> true));
        transaction.awaitBegun(1);
        for (int i = 1; i <= 2; i++) {
            groups.enqueue(new Submission<>(unit -> true));
        }

        assertThatCode(() -> groups.submit(unit -> true)).isEqualTo(StoreCode.STORE_BUSY);
    }

    @Test
    void whoGivesUpBeforeItsTurnHasStoredNothing() throws Exception {
        GroupCommit groups = groups(10, 10, SHORT);
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        transaction.hold();
        Future<Boolean> begun = callers.submit(() -> groups.submit(unit -> ran.add("begun")));
        transaction.awaitBegun(1);

        assertThatCode(() -> groups.submit(unit -> ran.add("given up"))).isEqualTo(StoreCode.STORE_BUSY);
        assertThatThrownBy(() -> begun.get(10, TimeUnit.SECONDS))
                .cause()
                .extracting(e -> ((FettleException) e).code())
                .isEqualTo(StoreCode.STORE_UNCERTAIN);

        transaction.gate.release(100);
        CompletableFuture<Boolean> last = new CompletableFuture<>();
        groups.enqueue(new Submission<>(unit -> last.complete(true)));
        assertThat(last.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("begun");
    }

    @Test
    void closingFailsWhatWaitsAndWhatComes() throws Exception {
        GroupCommit groups = groups(10, 10, LONG);
        transaction.hold();
        Future<String> begun = callers.submit(() -> groups.submit(unit -> "begun"));
        transaction.awaitBegun(1);
        Future<String> waiting = callers.submit(() -> groups.submit(unit -> "waiting"));
        awaitWaiting(groups, 1);

        Future<?> closing = callers.submit(groups::close);
        awaitWaiting(groups, 2);
        transaction.gate.release(100);
        closing.get(20, TimeUnit.SECONDS);

        assertThat(begun.get(10, TimeUnit.SECONDS)).isEqualTo("begun");
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .cause()
                .extracting(e -> ((FettleException) e).code())
                .isEqualTo(StoreCode.STORE_CLOSED);
        assertThatCode(() -> groups.submit(unit -> "late")).isEqualTo(StoreCode.STORE_CLOSED);
    }

    private GroupCommit groups(int queue, int group, Duration patience) {
        GroupCommit groups = new GroupCommit(transaction, new Limits(queue, group, patience));
        open.add(groups);
        return groups;
    }

    private static void awaitWaiting(GroupCommit groups, int count) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (groups.waiting() != count) {
            assertThat(System.nanoTime()).as("deadline for %d to wait", count).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> thrownBy(Runnable work) {
        return assertThatThrownBy(work::run).isInstanceOf(FettleException.class);
    }

    private static AbstractObjectAssert<?, ?> assertThatCode(Runnable work) {
        return thrownBy(work).extracting(e -> ((FettleException) e).code());
    }

    /** Stands in for the database: can be held before a commit, and can lose one. */
    private static final class ScriptedTransaction implements GroupCommit.Transaction {
        final Semaphore gate = new Semaphore(0);
        final List<Integer> committed = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch[] latches = {new CountDownLatch(1), new CountDownLatch(1)};
        private volatile boolean held;
        private volatile int lost;
        volatile int begun;

        void hold() {
            held = true;
        }

        void loseCommit(int number) {
            lost = number;
        }

        void awaitBegun(int number) throws InterruptedException {
            assertThat(latches[number - 1].await(10, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void run(List<? extends Consumer<Unit>> steps) {
            begun++;
            if (begun <= latches.length) {
                latches[begun - 1].countDown();
            }
            steps.forEach(step -> step.accept(null));
            if (held) {
                gate.acquireUninterruptibly();
            }
            if (begun == lost) {
                throw new FettleException(StoreCode.STORE_UNCERTAIN, "lost");
            }
            committed.add(steps.size());
        }
    }
}
