package io.fettle.persistence.security;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.audit.AuditChain;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditTrail.RecordedEntry;
import io.fettle.persistence.Database;
import io.fettle.persistence.Unit;
import io.fettle.spi.store.AuditStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The audit in the database. Appending shares commits: many refused requests at once must not stall the server. */
@Component
public final class JpaAuditStore implements AuditStore {
    private static final int MAX_READ = 1_000;
    private static final String PAGE = "select a from Audit a order by a.number desc";
    private static final String PAGE_OF_ACTION =
            "select a from Audit a where a.action = :action order by a.number desc";
    private static final String COUNT = "select count(a) from Audit a";
    private static final String COUNT_OF_ACTION = "select count(a) from Audit a where a.action = :action";
    private static final String AFTER =
            "select a from Audit a where a.number > :number and a.number <= :newest" + " order by a.number";
    private static final String NEWEST = "select h.number from AuditHead h";

    private final Database database;

    @Activate
    public JpaAuditStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<RecordedEntry> append(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<AuditEntry> kept = entries.stream().map(AuditEntity::kept).toList();
        return database.writeGroupedAndReturn(unit -> append(unit, kept));
    }

    private static List<RecordedEntry> append(Unit unit, List<AuditEntry> entries) {
        AuditHeadEntity head =
                unit.em().find(AuditHeadEntity.class, AuditHeadEntity.ID, LockModeType.PESSIMISTIC_WRITE);
        long number = head.number();
        String chain = head.chain();
        List<RecordedEntry> recorded = new ArrayList<>();
        for (AuditEntry entry : entries) {
            number++;
            chain = AuditChain.link(chain, number, entry);
            recorded.add(new RecordedEntry(number, entry, chain));
        }
        recorded.forEach(entry -> unit.em().persist(new AuditEntity(entry)));
        head.moveTo(number, chain);
        return recorded;
    }

    @Override
    public Page<RecordedEntry> page(Optional<String> action, PageRequest page) {
        return database.read(em -> {
            TypedQuery<AuditEntity> items = em.createQuery(action.isEmpty() ? PAGE : PAGE_OF_ACTION, AuditEntity.class);
            TypedQuery<Long> count = em.createQuery(action.isEmpty() ? COUNT : COUNT_OF_ACTION, Long.class);
            action.ifPresent(wanted -> {
                items.setParameter("action", wanted);
                count.setParameter("action", wanted);
            });
            items.setFirstResult(page.offset()).setMaxResults(page.limit());
            return new Page<>(items.getResultList(), count.getSingleResult()).map(AuditEntity::toRecorded);
        });
    }

    @Override
    public List<RecordedEntry> after(long number, int max) {
        if (max < 1 || max > MAX_READ) {
            throw new IllegalArgumentException("One read of the audit gives 1 to " + MAX_READ + " entries");
        }
        return database.read(em -> after(em, number, max));
    }

    /** Bounded by the newest entry before the scan, for the same reason as a read of the change log. */
    private static List<RecordedEntry> after(EntityManager em, long number, int max) {
        long newest = em.createQuery(NEWEST, Long.class).getSingleResult();
        return em
                .createQuery(AFTER, AuditEntity.class)
                .setParameter("number", number)
                .setParameter("newest", newest)
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(AuditEntity::toRecorded)
                .toList();
    }
}
