package io.fettle.persistence.catalog;

import io.fettle.api.FettleException;
import io.fettle.persistence.Database;
import io.fettle.persistence.StoreCode;
import io.fettle.spi.store.PendingChange;
import io.fettle.spi.store.SourceStore;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The configured sources in the database. */
@Component
public final class JpaSourceStore implements SourceStore {
    private static final int MAX = 1_000;
    private static final String ALL = "select s from Source s order by s.id";
    private static final String BY_IDENTITY = "select s from Source s where s.identityDigest = :digest";

    private final Database database;

    @Activate
    public JpaSourceStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Stored> all() {
        return database.read(em -> em.createQuery(ALL, SourceEntity.class).setMaxResults(MAX).getResultList().stream()
                .map(SourceEntity::toStored)
                .toList());
    }

    @Override
    public Optional<Stored> find(String id) {
        return database.read(em -> Optional.ofNullable(em.find(SourceEntity.class, id)))
                .map(SourceEntity::toStored);
    }

    /** Where another one adds the same source at the same moment, this one finds it the second time. */
    @Override
    public Stored configure(Configuration configuration, List<PendingChange> changes) {
        try {
            return configureOnce(configuration, changes);
        } catch (FettleException e) {
            if (e.code() != StoreCode.STORE_CONFLICT) {
                throw e;
            }
            return configureOnce(configuration, changes);
        }
    }

    private Stored configureOnce(Configuration configuration, List<PendingChange> changes) {
        return database.writeAndReturn(unit -> {
            Optional<SourceEntity> known = byIdentity(unit.em(), configuration);
            known.ifPresent(source -> source.configure(configuration));
            SourceEntity source = known.orElseGet(() -> added(unit.em(), configuration));
            unit.record(changes);
            return source.toStored();
        });
    }

    @Override
    public void record(String id, Condition condition, List<PendingChange> changes) {
        database.write(unit -> locked(unit.em(), id).ifPresent(source -> {
            source.record(condition);
            unit.record(changes);
        }));
    }

    @Override
    public void remove(String id, List<PendingChange> changes) {
        database.write(unit -> locked(unit.em(), id).ifPresent(source -> {
            unit.em().remove(source);
            unit.record(changes);
        }));
    }

    private static Optional<SourceEntity> byIdentity(EntityManager em, Configuration configuration) {
        return em
                .createQuery(BY_IDENTITY, SourceEntity.class)
                .setParameter("digest", SourceEntity.identityDigest(configuration))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst();
    }

    private static SourceEntity added(EntityManager em, Configuration configuration) {
        SourceEntity source = new SourceEntity(configuration);
        em.persist(source);
        return source;
    }

    private static Optional<SourceEntity> locked(EntityManager em, String id) {
        return Optional.ofNullable(em.find(SourceEntity.class, id, LockModeType.PESSIMISTIC_WRITE));
    }
}
