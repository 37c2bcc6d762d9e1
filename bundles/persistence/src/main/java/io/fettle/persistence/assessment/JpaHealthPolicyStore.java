package io.fettle.persistence.assessment;

import io.fettle.api.policy.HealthPolicies.InForce;
import io.fettle.persistence.Database;
import io.fettle.spi.store.HealthPolicyStore;
import io.fettle.spi.store.PendingChange;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The health policy in the database. */
@Component
public final class JpaHealthPolicyStore implements HealthPolicyStore {
    private final Database database;

    @Activate
    public JpaHealthPolicyStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Optional<InForce> read() {
        return database.read(em -> Optional.ofNullable(em.find(HealthPolicyEntity.class, HealthPolicyEntity.ID)))
                .map(HealthPolicyEntity::toInForce);
    }

    @Override
    public void save(InForce next, List<PendingChange> changes) {
        HealthPolicyEntity entity = new HealthPolicyEntity(next);
        database.write(unit -> {
            unit.em().merge(entity);
            unit.record(changes);
        });
    }
}
