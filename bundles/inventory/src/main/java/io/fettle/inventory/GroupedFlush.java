package io.fettle.inventory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes last-seen times in groups, on a thread of its own. Holds at most the newest row per key, so its size is bounded
 * by the fleet's. Rows whose write fails are kept for the next time; a crash loses at most one interval.
 */
final class GroupedFlush<K, R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupedFlush.class);
    private static final int MAX_ROWS = 5000;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final String what;
    private final Consumer<List<R>> store;
    private final ScheduledExecutorService thread;
    private final Object lock = new Object();
    private Map<K, R> waiting = new LinkedHashMap<>();
    private boolean failing;

    GroupedFlush(String what, Duration interval, Consumer<List<R>> store) {
        this.what = what;
        this.store = store;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "fettle-inventory-" + what);
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::flush, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void put(K key, R row) {
        synchronized (lock) {
            waiting.put(key, row);
        }
    }

    /** Writes what waits; called by the thread, and by tests. */
    void flush() {
        Map<K, R> taken;
        synchronized (lock) {
            taken = waiting;
            waiting = new LinkedHashMap<>();
        }
        List<R> rows = new ArrayList<>(taken.values());
        try {
            for (int from = 0; from < rows.size(); from += MAX_ROWS) {
                store.accept(rows.subList(from, Math.min(rows.size(), from + MAX_ROWS)));
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("{} could not be stored; they are kept and tried again", what, e);
            }
            failing = true;
            synchronized (lock) {
                taken.forEach(waiting::putIfAbsent);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        flush();
    }
}
