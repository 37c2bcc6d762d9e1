package io.fettle.deployment;

import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.ComputerId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundle's one thread: loads what is open, then keeps deadlines and follows news of computers. Sleeps until it is
 * woken, and never longer than a few seconds.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long INTERVAL_SECONDS = 10;
    private static final long RETRY_SECONDS = 5;
    private static final long STOP_MILLIS = 5000;
    private static final int PAGE = 1000;

    private final Loading<Engine> engine;
    private final ChangeLog changeLog;
    private final Semaphore hints = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "fettle-deployment-watch");
    private long worked = -1;
    private boolean failing;

    Watch(Loading<Engine> engine, ChangeLog changeLog) {
        this.engine = engine;
        this.changeLog = changeLog;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                safeTurn();
                // Whatever was hinted at until here is seen by the turn that follows.
                hints.tryAcquire(failing ? RETRY_SECONDS : INTERVAL_SECONDS, TimeUnit.SECONDS);
                hints.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void safeTurn() {
        try {
            turn();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !Thread.currentThread().isInterrupted()) {
                LOG.warn("Deadlines and news of computers could not be worked off; they are tried again", e);
            }
            failing = true;
        }
    }

    /** Loads where that is still to do, catches up with the news, keeps the deadlines. */
    synchronized void turn() {
        Engine running = engine.load();
        if (worked < 0) {
            worked = changeLog.latest();
            running.checkAll();
        }
        follow(running);
        running.keeper().sweep();
    }

    private void follow(Engine running) {
        List<Change> page;
        do {
            page = changeLog.since(worked, PAGE);
            Set<ComputerId> changed = new LinkedHashSet<>();
            for (Change change : page) {
                if (change.topic() == Topic.COMPUTER) {
                    changed.add(new ComputerId(change.subject()));
                }
            }
            changed.forEach(running.check()::computerChanged);
            if (!page.isEmpty()) {
                worked = page.get(page.size() - 1).revision();
            }
        } while (page.size() == PAGE);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
