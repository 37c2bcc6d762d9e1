package io.fettle.persistence;

import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import java.util.List;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the change log from the database. */
@Component
public final class StoredChangeLog implements ChangeLog {
    private static final int MAX = 10_000;
    private static final String LATEST = "select h.revision from ChangeHead h";
    private static final String SINCE =
            "select c from ChangeRow c where c.revision > :revision and c.revision <= :latest order by c.revision";

    private final Database database;

    @Activate
    public StoredChangeLog(@Reference Database database) {
        this.database = database;
    }

    @Override
    public long latest() {
        return database.read(StoredChangeLog::latest);
    }

    @Override
    public List<Change> since(long revision, int max) {
        if (max < 1 || max > MAX) {
            throw new IllegalArgumentException("One read of the change log gives 1 to " + MAX + " changes");
        }
        return database.read(em -> since(em, revision, max));
    }

    /**
     * Bounded by what was complete before the scan begins: Derby scans without a snapshot, so a scan may meet a row that
     * was committed while it ran and yet have missed the one before it.
     */
    private static List<Change> since(EntityManager em, long revision, int max) {
        long latest = latest(em);
        return em
                .createQuery(SINCE, ChangeEntity.class)
                .setParameter("revision", revision)
                .setParameter("latest", latest)
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(ChangeEntity::toChange)
                .toList();
    }

    private static long latest(EntityManager em) {
        return em.createQuery(LATEST, Long.class).getSingleResult();
    }
}
