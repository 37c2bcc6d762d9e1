package io.fettle.persistence;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the oldest rows out of the change log, once an hour, a few at a time. Whoever follows the log stands within
 * seconds of its end, and a browser that was away for longer than some thousands of rows reads its pages anew; so what is
 * far behind the end has no reader. Immediate, because it offers no service that could start it.
 */
@Component(
        immediate = true,
        service = {})
public final class ChangeLogKeeper {
    /** Ten times what a fleet of 100,000 computers writes when each of them reports at once. */
    static final long KEPT = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLogKeeper.class);
    private static final int CHUNK = 5_000;
    private static final long EVERY_MINUTES = 60;
    private static final String OLDEST = "select min(c.revision) from ChangeRow c";
    private static final String NEWEST = "select h.revision from ChangeHead h";
    private static final String DROP = "delete from ChangeRow c where c.revision < :end";

    private final Database database;
    private final long kept;
    private final ScheduledExecutorService worker;

    @Activate
    public ChangeLogKeeper(@Reference Database database) {
        this(database, KEPT);
        worker.scheduleWithFixedDelay(this::prune, 1, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    ChangeLogKeeper(Database database, long kept) {
        this.database = database;
        this.kept = kept;
        this.worker = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "fettle-change-log-keeper");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Deactivate
    public void close() {
        worker.shutdownNow();
    }

    /** Drops all rows but the newest; what could not be dropped now is dropped the next time. */
    void prune() {
        try {
            while (dropSome() && !worker.isShutdown()) {
                // Each chunk is a transaction of its own, so that nobody waits for long.
            }
        } catch (RuntimeException e) {
            LOG.warn("Old rows of the change log could not be dropped; it is tried again in an hour", e);
        }
    }

    /** @return whether there is more to drop */
    private boolean dropSome() {
        return database.writeAndReturn(unit -> {
            long horizon = unit.em().createQuery(NEWEST, Long.class).getSingleResult() - kept + 1;
            Optional<Long> oldest = Optional.ofNullable(
                    unit.em().createQuery(OLDEST, Long.class).getSingleResult());
            if (oldest.isEmpty() || oldest.get() >= horizon) {
                return false;
            }
            long end = Math.min(horizon, oldest.get() + CHUNK);
            unit.em().createQuery(DROP).setParameter("end", end).executeUpdate();
            return end < horizon;
        });
    }
}
