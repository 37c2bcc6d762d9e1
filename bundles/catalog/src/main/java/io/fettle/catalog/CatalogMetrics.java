package io.fettle.catalog;

import io.fettle.api.catalog.Catalog;
import io.fettle.spi.health.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How far the catalog is and how much is in it. */
@Component(service = MetricSource.class)
public final class CatalogMetrics implements MetricSource {
    private final Catalog catalog;

    @Activate
    public CatalogMetrics(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void measure(Metrics target) {
        Catalog.Revision revision = catalog.current();
        target.gauge("catalog_revision", "Number of the newest published revision", revision.number());
        target.gauge("catalog_packages", "Package versions in it", revision.size());
        target.gauge(
                "catalog_repositories",
                "Repositories in it",
                revision.repositories().size());
    }
}
