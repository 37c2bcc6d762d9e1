package io.fettle.persistence.assessment;

import io.fettle.api.assessment.ExposureNews;
import io.fettle.persistence.Chunks;
import io.fettle.persistence.Database;
import io.fettle.spi.store.ExposureNewsStore;
import io.fettle.spi.store.PendingChange;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** News of exposure in the database. */
@Component
public final class JpaExposureNewsStore implements ExposureNewsStore {
    private static final String AFTER = "select n from ExposureNews n where n.id > :after order by n.id";
    private static final String DROP = "delete from ExposureNews n where n.id < :before";
    private static final String SEEN = "select h.seen from ExposureNewsHead h";

    private final Database database;

    @Activate
    public JpaExposureNewsStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void readAll(Consumer<ExposureNews> reader) {
        Chunks.each(Long.MIN_VALUE, this::after, ExposureNewsEntity::id, one -> reader.accept(one.toNews()));
    }

    private List<ExposureNewsEntity> after(long id) {
        return database.read(em -> em.createQuery(AFTER, ExposureNewsEntity.class)
                .setParameter("after", id)
                .setMaxResults(Chunks.SIZE)
                .getResultList());
    }

    @Override
    public long seen() {
        return database.read(em -> em.createQuery(SEEN, Long.class).getSingleResult());
    }

    @Override
    public void append(List<ExposureNews> news, long seen, long dropBefore, List<PendingChange> changes) {
        List<ExposureNewsEntity> entities =
                news.stream().map(ExposureNewsEntity::new).toList();
        database.write(unit -> {
            unit.em().createQuery(DROP).setParameter("before", dropBefore).executeUpdate();
            entities.forEach(unit.em()::persist);
            unit.em()
                    .find(ExposureNewsHeadEntity.class, ExposureNewsHeadEntity.ID)
                    .saw(seen);
            unit.record(changes);
        });
    }
}
