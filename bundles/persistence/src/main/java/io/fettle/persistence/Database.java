package io.fettle.persistence;

import io.fettle.api.FettleException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.EntityTransaction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs units of work, each in one transaction of its own. Thread-safe; blocks.
 *
 * <p>{@code write} commits on the caller's thread; {@code writeGrouped} shares one commit with whatever else waits, which
 * is what hot paths want: a durable commit costs some milliseconds however much is in it.
 *
 * <p>The order of the change log's revisions is the order in which transactions become visible: revisions are taken as
 * the last step before the commit by incrementing the one row of CHANGE_HEAD, and the database holds that row's lock
 * until the commit has become visible. So writers of changes are serialised for that moment only, also those of another
 * server on the same database, and none holds that row while it waits for anything else.
 */
@Component(service = Database.class)
public final class Database {
    private static final int MAX_ATTEMPTS = 4;
    private static final int MAX_PAUSE_MILLIS = 40;
    private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(4_096, 200, Duration.ofSeconds(30));

    private final EntityManagerFactory units;
    private final Clock clock;
    private final GroupCommit groups;
    private volatile LongConsumer news = revision -> {};

    @Activate
    public Database(@Reference(target = "(osgi.unit.name=fettle)") EntityManagerFactory units) {
        this(units, Clock.systemUTC());
    }

    Database(EntityManagerFactory units, Clock clock) {
        this.units = units;
        this.clock = clock;
        this.groups = new GroupCommit(this::commitTogether, LIMITS);
    }

    @Deactivate
    void close() {
        groups.close();
    }

    /** Who is told the newest revision after each commit that wrote one; called on the committing thread. */
    void onCommit(LongConsumer listener) {
        news = listener;
    }

    /** Reads in a transaction of its own; like a write it may run again, because on Derby readers lock as well. */
    public <T> T read(Function<EntityManager, T> query) {
        return writeAndReturn(unit -> query.apply(unit.em()));
    }

    public void write(Consumer<Unit> work) {
        writeAndReturn(unit -> {
            work.accept(unit);
            return true;
        });
    }

    /** @param work may run again in a new transaction when the database ended the first one in favour of another */
    public <T> T writeAndReturn(Function<Unit, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transact(work);
            } catch (RuntimeException e) {
                if (attempt == MAX_ATTEMPTS || !Failures.passing(e)) {
                    throw Failures.named(e);
                }
                pause(attempt);
            }
        }
    }

    public void writeGrouped(Consumer<Unit> work) {
        writeGroupedAndReturn(unit -> {
            work.accept(unit);
            return true;
        });
    }

    /**
     * @param work runs on another thread, after the work submitted before it; it runs again, alone, when the group that it
     *     was in could not be committed
     */
    public <T> T writeGroupedAndReturn(Function<Unit, T> work) {
        return groups.submit(work);
    }

    private void commitTogether(List<? extends Consumer<Unit>> steps) {
        writeAndReturn(unit -> {
            for (Consumer<Unit> step : steps) {
                step.accept(unit);
                unit.settle();
            }
            return true;
        });
    }

    private <T> T transact(Function<Unit, T> work) {
        EntityManager em = units.createEntityManager();
        try {
            EntityTransaction transaction = em.getTransaction();
            transaction.begin();
            Unit unit = new Unit(em);
            T result;
            long revision;
            try {
                result = work.apply(unit);
                revision = unit.finish(clock);
            } catch (Throwable e) {
                rollBack(transaction, e);
                throw e;
            }
            commit(transaction);
            if (revision > 0) {
                news.accept(revision);
            }
            return result;
        } finally {
            em.close();
        }
    }

    /** Everything has been sent to the database before, so a failure here leaves open whether it took effect. */
    private static void commit(EntityTransaction transaction) {
        try {
            transaction.commit();
        } catch (RuntimeException e) {
            if (Failures.passing(e)) {
                throw e;
            }
            throw new FettleException(
                    StoreCode.STORE_UNCERTAIN,
                    "The database did not confirm a commit; look whether it took effect before you do it again",
                    e);
        }
    }

    private static void rollBack(EntityTransaction transaction, Throwable because) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(1L + ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FettleException(StoreCode.STORE_CLOSED, "Interrupted before the write was tried again", e);
        }
    }
}
