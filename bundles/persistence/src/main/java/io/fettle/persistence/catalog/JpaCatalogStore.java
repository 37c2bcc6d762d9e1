package io.fettle.persistence.catalog;

import io.fettle.persistence.Database;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.PendingChange;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The catalog's newest revision in the database. */
@Component
public final class JpaCatalogStore implements CatalogStore {
    private static final String PARTS = "select p from CatalogPart p order by p.sourceId";

    private final Database database;

    @Activate
    public JpaCatalogStore(@Reference Database database) {
        this.database = database;
    }

    /** Locks the head, so that it never sees the parts of one revision under the number of another. */
    @Override
    public Revision newest() {
        return database.writeAndReturn(unit -> {
            long number = head(unit.em()).revision();
            List<CatalogPartEntity> parts =
                    unit.em().createQuery(PARTS, CatalogPartEntity.class).getResultList();
            return new Revision(
                    number, parts.stream().map(CatalogPartEntity::toPart).toList());
        });
    }

    @Override
    public long publish(Part part, List<PendingChange> changes) {
        return database.writeAndReturn(unit -> {
            long number = head(unit.em()).next();
            unit.em().merge(new CatalogPartEntity(part));
            unit.record(changes);
            return number;
        });
    }

    @Override
    public long withdraw(String sourceId, List<PendingChange> changes) {
        return database.writeAndReturn(unit -> {
            long number = head(unit.em()).next();
            CatalogPartEntity part = unit.em().find(CatalogPartEntity.class, sourceId);
            if (part != null) {
                unit.em().remove(part);
            }
            unit.record(changes);
            return number;
        });
    }

    private static CatalogHeadEntity head(EntityManager em) {
        return em.find(CatalogHeadEntity.class, CatalogHeadEntity.ID, LockModeType.PESSIMISTIC_WRITE);
    }
}
