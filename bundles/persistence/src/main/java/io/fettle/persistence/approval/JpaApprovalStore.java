package io.fettle.persistence.approval;

import io.fettle.api.approval.Approval;
import io.fettle.persistence.Chunks;
import io.fettle.persistence.Database;
import io.fettle.spi.store.ApprovalStore;
import io.fettle.spi.store.PendingChange;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decisions in the database. */
@Component
public final class JpaApprovalStore implements ApprovalStore {
    private static final String AFTER = "select a from Approval a where a.id > :after order by a.id";

    private final Database database;

    @Activate
    public JpaApprovalStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void readAll(Consumer<Approval> reader) {
        Chunks.each("", this::after, ApprovalEntity::id, approval -> reader.accept(approval.toApproval()));
    }

    private List<ApprovalEntity> after(String id) {
        return database.read(em -> em.createQuery(AFTER, ApprovalEntity.class)
                .setParameter("after", id)
                .setMaxResults(Chunks.SIZE)
                .getResultList());
    }

    @Override
    public void save(List<Approval> approvals, List<PendingChange> changes) {
        List<ApprovalEntity> entities =
                approvals.stream().map(ApprovalEntity::new).toList();
        database.write(unit -> {
            entities.forEach(unit.em()::merge);
            unit.record(changes);
        });
    }
}
