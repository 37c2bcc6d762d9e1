package io.fettle.persistence;

import io.fettle.api.change.ChangeListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the change listeners, after commits, on one thread of its own. There is no queue: only the newest revision is
 * kept, so a slow listener gets one merged hint instead of many. Thread-safe.
 *
 * <p>Immediate, because it offers no service that could start it. Listeners may read the change log when they start, so
 * the database must not depend on this; it is the other way round.
 */
@Component(
        immediate = true,
        service = {})
public final class ChangeNews {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeNews.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Database database;
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Thread thread = new Thread(this::run, "fettle-change-news");
    private long latest;
    private boolean stopped;

    @Activate
    public ChangeNews(@Reference Database database) {
        this.database = database;
        thread.setDaemon(true);
    }

    @Activate
    void start() {
        thread.start();
        database.onCommit(this::committed);
    }

    @Deactivate
    void stop() throws InterruptedException {
        database.onCommit(revision -> {});
        lock.lock();
        try {
            stopped = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        thread.join(STOP_LIMIT.toMillis());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(ChangeListener listener) {
        listeners.add(listener);
    }

    void removeListener(ChangeListener listener) {
        listeners.remove(listener);
    }

    private void committed(long revision) {
        lock.lock();
        try {
            latest = Math.max(latest, revision);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (long told = 0; ; ) {
            long revision = awaitNewerThan(told);
            if (revision <= told) {
                return;
            }
            told = revision;
            listeners.forEach(listener -> tell(listener, revision));
        }
    }

    /** @return a newer revision, or {@code told} when it is time to stop */
    private long awaitNewerThan(long told) {
        lock.lock();
        try {
            while (!stopped && latest <= told) {
                moved.awaitUninterruptibly();
            }
            return stopped ? told : latest;
        } finally {
            lock.unlock();
        }
    }

    private static void tell(ChangeListener listener, long revision) {
        try {
            listener.changed(revision);
        } catch (Throwable e) { // a plug-in's fault must not end the news for all others
            LOG.warn(
                    "Change listener {} failed at revision {}",
                    listener.getClass().getName(),
                    revision,
                    e);
        }
    }
}
