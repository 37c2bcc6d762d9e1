package io.fettle.persistence.catalog;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.PendingChange;
import io.fettle.spi.store.SourceStore;
import io.fettle.testkit.store.SourceStoreContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class JpaSourceStoreTest {
    @Nested
    class OnDerby extends SourceStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected SourceStore freshStore() {
            return new JpaSourceStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    @Nested
    class OnPostgres extends SourceStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected SourceStore freshStore() {
            return new JpaSourceStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }
}
