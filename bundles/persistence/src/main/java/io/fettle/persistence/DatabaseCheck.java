package io.fettle.persistence;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads one row of our schema. Thread-safe; blocks for as long as the pool lets it wait, the query itself for a second. */
@Component(service = HealthCheck.class)
public final class DatabaseCheck implements HealthCheck {
    private static final int LIMIT_MILLIS = 1000;

    private final Database database;

    @Activate
    public DatabaseCheck(@Reference Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "persistence";
    }

    @Override
    public Result check() {
        try {
            database.read(em -> em.createQuery("select h.revision from ChangeHead h", Long.class)
                    .setHint("javax.persistence.query.timeout", LIMIT_MILLIS)
                    .getSingleResult());
            return Result.ok();
        } catch (FettleException e) {
            return Result.notReady(
                    Reason.of("persistence.failed", "error", e.code().name()));
        }
    }
}
