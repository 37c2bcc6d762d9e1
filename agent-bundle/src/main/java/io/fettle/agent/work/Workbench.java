package io.fettle.agent.work;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one piece of work at a time on a thread of its own, which lives as long as the piece. Its methods are for the loop's
 * thread alone.
 */
public final class Workbench implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);
    private static final long STOP_MILLIS = 5_000;

    private final Executor executor;
    private final Runnable finished;
    private @Nullable Piece piece;

    /**
     * @param executor never has more than one piece
     * @param finished called after each piece, on the executor's thread
     */
    public Workbench(Executor executor, Runnable finished) {
        this.executor = executor;
        this.finished = finished;
    }

    public static Workbench ofOwnThread(Runnable finished) {
        return new Workbench(
                piece -> {
                    Thread thread = new Thread(piece, "fettle-agent-work");
                    thread.setDaemon(true);
                    thread.start();
                },
                finished);
    }

    /** Whether a piece is being done, or is done and not collected. */
    public boolean busy() {
        return piece != null;
    }

    /** Whether {@link #collect} has something to do. */
    public boolean done() {
        return piece != null && piece.result.isDone();
    }

    /** @throws IllegalStateException where it is busy */
    public void start(Work work) {
        if (piece != null) {
            throw new IllegalStateException("The workbench does one piece at a time");
        }
        piece = new Piece(work);
        executor.execute(piece);
    }

    /** Asks the piece at work to end early; it may end as if nobody had asked. */
    public void pause() {
        if (piece != null) {
            piece.paused = true;
        }
    }

    /** Takes over what a finished piece brought. Does not wait. */
    public void collect() {
        Piece ended = piece;
        if (ended == null || !ended.result.isDone()) {
            return;
        }
        piece = null;
        ended.takeOver();
    }

    /** Breaks the piece off, waits a little for its end, and drops what came of it. */
    @Override
    public void close() {
        Piece broken = piece;
        piece = null;
        if (broken != null && !broken.breakOff()) {
            LOG.warn("A piece of work did not end within {} s", TimeUnit.MILLISECONDS.toSeconds(STOP_MILLIS));
        }
    }

    private final class Piece implements Runnable {
        private final FutureTask<Runnable> result;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean paused;

        Piece(Work work) {
            result = new FutureTask<>(
                    () -> work.run(() -> paused || Thread.currentThread().isInterrupted()));
        }

        @Override
        public void run() {
            try {
                result.run();
            } finally {
                ended.countDown();
                finished.run();
            }
        }

        void takeOver() {
            try {
                result.get().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A piece of the agent's work failed", e.getCause());
            }
        }

        /** @return whether it has ended */
        boolean breakOff() {
            paused = true;
            result.cancel(true);
            try {
                return ended.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
