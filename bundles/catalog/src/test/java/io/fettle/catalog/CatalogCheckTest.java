package io.fettle.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.content.ContentError;
import io.fettle.spi.health.HealthCheck.Result;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.PendingChange;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogCheckTest {
    private final FakeCatalogStore store = new FakeCatalogStore();
    private final FakeDepot depot = new FakeDepot();
    private final StoredCatalog catalog = new StoredCatalog(store, depot, Clock.systemUTC());
    private final CatalogCheck check = new CatalogCheck(store, catalog);

    @Test
    void emptyCatalogIsReadyAndSaysSo() {
        assertThat(check.check()).isEqualTo(new Result(true, List.of(Reason.of("catalog.empty"))));
    }

    @Test
    void publishedRevisionIsReady() throws IOException {
        try (CatalogPublisher.Draft draft = catalog.stage("s1")) {
            draft.repository(StoredCatalogTest.repository("bookworm"));
            draft.publish();
        }
        assertThat(check.check()).isEqualTo(Result.ok());
    }

    @Test
    void lostPartIsNamed() {
        store.publish(new CatalogStore.Part("s1", Digest.of(new byte[] {1}), 5, Instant.EPOCH), List.of());
        assertThat(check.check()).isEqualTo(new Result(true, List.of(Reason.of("catalog.lost", "source", "s1"))));
    }

    @Test
    void storeThatFailsIsNotReady() {
        CatalogStore broken = new CatalogStore() {
            @Override
            public Revision newest() {
                throw new FettleException(ContentError.NO_SPACE, "no");
            }

            @Override
            public long publish(Part part, List<PendingChange> causes) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long withdraw(String sourceId, List<PendingChange> causes) {
                throw new UnsupportedOperationException();
            }
        };
        assertThat(new CatalogCheck(broken, catalog).check())
                .isEqualTo(Result.notReady(Reason.of("catalog.unreadable", "error", "NO_SPACE")));
    }
}
