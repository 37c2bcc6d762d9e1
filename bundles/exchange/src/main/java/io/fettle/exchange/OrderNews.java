package io.fettle.exchange;

import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.ComputerId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the change log for new orders, on a thread of its own. What was missed while stopped is not made up: agents poll. */
final class OrderNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderNews.class);
    private static final long INTERVAL_SECONDS = 15;
    private static final long STOP_MILLIS = 5000;
    private static final int PAGE = 1000;

    private final ChangeLog changeLog;
    private final Consumer<ComputerId> announce;
    private final Semaphore hints = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "fettle-exchange-orders");
    private long worked = -1;
    private boolean failing;

    OrderNews(ChangeLog changeLog, Consumer<ComputerId> announce) {
        this.changeLog = changeLog;
        this.announce = announce;
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
                hints.tryAcquire(INTERVAL_SECONDS, TimeUnit.SECONDS);
                // A hint that comes from here on is seen after the turn that follows.
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
                LOG.warn("Computers cannot be told of new orders now; they find them at their next poll", e);
            }
            failing = true;
        }
    }

    synchronized void turn() {
        if (worked < 0) {
            worked = changeLog.latest();
            return;
        }
        List<Change> page;
        do {
            page = changeLog.since(worked, PAGE);
            Set<ComputerId> waiting = new LinkedHashSet<>();
            for (Change change : page) {
                if (change.topic() == Topic.ORDER) {
                    waiting.add(new ComputerId(change.subject()));
                }
            }
            waiting.forEach(announce);
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
