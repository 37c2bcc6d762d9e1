package io.fettle.catalog;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.spi.health.HealthCheck;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.CatalogStore.Revision;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A revision can be read. The first time this loads it, so a server that is ready has its catalog in memory. An empty one
 * is ready, for a new server has none; so is one that lost a part, for then the next synchronisation mends it, but both are
 * said. Thread-safe.
 */
@Component(service = HealthCheck.class)
public final class CatalogCheck implements HealthCheck {
    private final CatalogStore store;
    private final CatalogPublisher catalog;

    @Activate
    public CatalogCheck(@Reference CatalogStore store, @Reference CatalogPublisher catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public Result check() {
        try {
            return read();
        } catch (FettleException e) {
            return Result.notReady(
                    Reason.of("catalog.unreadable", "error", e.code().name()));
        }
    }

    private Result read() {
        Revision revision = store.newest();
        if (revision.parts().isEmpty()) {
            return new Result(true, List.of(Reason.of("catalog.empty")));
        }
        List<Reason> lost = revision.parts().stream()
                .map(CatalogStore.Part::sourceId)
                .filter(source -> !catalog.holds(source))
                .map(source -> Reason.of("catalog.lost", "source", source))
                .toList();
        return new Result(true, lost);
    }
}
