package io.fettle.persistence;

import io.fettle.spi.store.PendingChange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;

/** One unit of work: what a store may do inside a transaction. Used by one thread at a time. */
public final class Unit {
    private static final String TAKE_REVISIONS = "update ChangeHead h set h.revision = h.revision + :count";
    private static final String NEWEST_REVISION = "select h.revision from ChangeHead h";

    private final EntityManager em;
    private final List<PendingChange> changes = new ArrayList<>();

    Unit(EntityManager em) {
        this.em = em;
    }

    public EntityManager em() {
        return em;
    }

    /** These rows enter the change log with this transaction. */
    public void record(List<PendingChange> pending) {
        changes.addAll(pending);
    }

    /** Sends what is pending, so that the order of statements is the order of the code, and forgets the entities. */
    public void settle() {
        em.flush();
        em.clear();
    }

    /** Writes the change rows; the last thing before the commit. @return the newest revision, 0 where there is none */
    long finish(Clock clock) {
        em.flush();
        if (changes.isEmpty()) {
            return 0;
        }
        em.createQuery(TAKE_REVISIONS)
                .setParameter("count", (long) changes.size())
                .executeUpdate();
        long newest = em.createQuery(NEWEST_REVISION, Long.class).getSingleResult();
        long revision = newest - changes.size();
        long at = Times.toStored(clock.instant());
        for (PendingChange change : changes) {
            revision++;
            em.persist(new ChangeEntity(revision, change, at));
        }
        em.flush();
        return newest;
    }
}
