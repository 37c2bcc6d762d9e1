package io.fettle.persistence.catalog;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.PendingChange;
import io.fettle.testkit.store.CatalogStoreContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class JpaCatalogStoreTest {
    @Nested
    class OnDerby extends CatalogStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected CatalogStore freshStore() {
            return new JpaCatalogStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    @Nested
    class OnPostgres extends CatalogStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected CatalogStore freshStore() {
            return new JpaCatalogStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }
}
