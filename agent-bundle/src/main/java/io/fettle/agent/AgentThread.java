package io.fettle.agent;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of the agent's loop: a turn, then a wait until the next one is due or somebody wakes it. What takes long
 * goes on beside it, on the workbench. Thread-safe.
 */
final class AgentThread {
    private static final Logger LOG = LoggerFactory.getLogger(AgentThread.class);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final long STOP_MILLIS = 10_000;

    private final Function<Runnable, Turn> maker;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "fettle-agent");
    private volatile boolean stopping;

    /** @param maker is given what ends a wait early, and makes the loop on the agent's own thread */
    AgentThread(Function<Runnable, Turn> maker) {
        this.maker = maker;
    }

    /** One turn of a loop. */
    interface Turn extends AutoCloseable {
        /** @return how long to wait until the next one */
        Duration turn();

        @Override
        void close();
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits a little for the turn that is under way; what it did not finish is done after the next start. */
    void stop() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try (Turn loop = maker.apply(wakes::release)) {
                while (!stopping) {
                    pause(loop.turn());
                }
            } catch (InterruptedException e) {
                LOG.debug("The agent stops", e);
                return;
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.error("The agent failed and starts again in {}", AFTER_FAILURE, e);
                    waitAfterFailure();
                }
            }
        }
    }

    private void pause(Duration length) throws InterruptedException {
        if (wakes.tryAcquire(Math.max(1, length.toMillis()), TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
        }
    }

    private void waitAfterFailure() {
        try {
            Thread.sleep(AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
