package io.fettle.persistence;

import io.fettle.api.FettleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets many small writes share one durable commit. A thread of its own takes what has gathered while the last commit was
 * under way (up to a limit), runs it in the order of submission in one transaction, commits, and only then lets the
 * callers go. So latency is at most two commits, and throughput grows with load.
 *
 * <ul>
 *   <li>A submission that fails takes nobody with it: the group is rolled back and each member tried again alone, in
 *       order. Only when a commit's outcome is unknown is nothing tried again, because it might then happen twice.
 *   <li>The queue is bounded: where it stays full, {@link #submit} fails as STORE_BUSY and nothing is stored.
 *   <li>A caller waits at most the limit. Given up before its turn, a submission is never run (STORE_BUSY); after that its
 *       outcome is open (STORE_UNCERTAIN).
 * </ul>
 *
 * Thread-safe.
 */
final class GroupCommit {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Transaction transaction;
    private final Limits limits;
    private final BlockingQueue<Submission<?>> queue;
    private final Thread thread = new Thread(this::run, "fettle-group-commit");
    private volatile boolean stopped;

    GroupCommit(Transaction transaction, Limits limits) {
        this.transaction = transaction;
        this.limits = limits;
        this.queue = new ArrayBlockingQueue<>(limits.queue());
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs the steps in order and commits them together, or throws and has stored none. */
    @FunctionalInterface
    interface Transaction {
        void run(List<? extends Consumer<Unit>> steps);
    }

    /**
     * @param queue how many may wait
     * @param group how many go into one commit
     * @param patience how long a caller waits, first for room in the queue and then for its commit
     */
    record Limits(int queue, int group, Duration patience) {}

    /** Waits until the work is committed. */
    <T> T submit(Function<Unit, T> work) {
        Submission<T> submission = new Submission<>(work);
        try {
            enqueue(submission);
            return submission.await(limits.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw submission.givenUp(e);
        }
    }

    /** Waits for room in the queue, not for the commit. */
    void enqueue(Submission<?> submission) throws InterruptedException {
        if (stopped) {
            throw closed();
        }
        if (!queue.offer(submission, limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
            throw busy();
        }
        // The thread may have ended between the check and the offer; then nobody else would fail this one.
        if (stopped) {
            failQueued();
        }
    }

    /** How many wait for their turn. */
    int waiting() {
        return queue.size();
    }

    /** Commits what has begun, fails what waits. */
    void close() {
        stopped = true;
        // Wakes the thread where it is idle; where the queue is full it is not.
        boolean unused = queue.offer(new Submission<>(unit -> true));
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failQueued();
    }

    private void run() {
        while (!stopped) {
            try {
                Submission<?> first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null && !stopped) {
                    commit(gather(first));
                } else if (first != null) {
                    first.fail(closed());
                }
            } catch (InterruptedException e) {
                stopped = true;
            }
        }
        failQueued();
    }

    private List<Submission<?>> gather(Submission<?> first) {
        List<Submission<?>> group = new ArrayList<>();
        group.add(first);
        queue.drainTo(group, limits.group() - 1);
        group.removeIf(submission -> !submission.begin());
        return group;
    }

    private void commit(List<Submission<?>> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            transaction.run(group);
            group.forEach(Submission::succeed);
        } catch (Throwable e) { // the thread must live on, and no caller may be left waiting
            boolean retry = group.size() > 1 && !outcomeUnknown(e);
            for (Submission<?> submission : group) {
                if (retry) {
                    commit(List.of(submission));
                } else {
                    submission.fail(e);
                }
            }
        }
    }

    private static boolean outcomeUnknown(Throwable failure) {
        return failure instanceof FettleException named && named.code() == StoreCode.STORE_UNCERTAIN;
    }

    private void failQueued() {
        List<Submission<?>> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(submission -> submission.fail(closed()));
    }

    private FettleException busy() {
        return new FettleException(
                StoreCode.STORE_BUSY,
                limits.queue() + " writes wait already and the database is slow; try again later");
    }

    private static FettleException closed() {
        return new FettleException(StoreCode.STORE_CLOSED, "The store is closing; try again when it is back");
    }
}
