package io.fettle.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.testkit.health.RecordedMetrics;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogMetricsTest {
    private final StoredCatalog catalog = new StoredCatalog(new FakeCatalogStore(), new FakeDepot(), Clock.systemUTC());

    @Test
    void emptyCatalogMeasuresNothing() {
        assertThat(RecordedMetrics.of(new CatalogMetrics(catalog)))
                .isEqualTo(Map.of("catalog_revision", 0.0, "catalog_packages", 0.0, "catalog_repositories", 0.0));
    }

    @Test
    void figuresAreThoseOfTheNewestRevision() throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(StoredCatalogTest.repository("bookworm"));
            draft.index(StoredCatalogTest.index("main", "i1"));
            draft.add(StoredCatalogTest.offered("openssl", "3.0.1-1"));
            draft.publish();
        }
        assertThat(RecordedMetrics.of(new CatalogMetrics(catalog)))
                .isEqualTo(Map.of("catalog_revision", 1.0, "catalog_packages", 1.0, "catalog_repositories", 1.0));
    }
}
