package io.fettle.persistence.inventory;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.OfficeStore;
import io.fettle.spi.store.PendingChange;
import io.fettle.testkit.store.OfficeStoreContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class JpaOfficeStoreTest {
    @Nested
    class OnDerby extends OfficeStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected OfficeStore freshStore() {
            return new JpaOfficeStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    @Nested
    class OnPostgres extends OfficeStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected OfficeStore freshStore() {
            return new JpaOfficeStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }
}
