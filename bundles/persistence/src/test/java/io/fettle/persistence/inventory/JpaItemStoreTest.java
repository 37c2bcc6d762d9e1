package io.fettle.persistence.inventory;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.ItemStore;
import io.fettle.testkit.store.ItemStoreContract;
import org.junit.jupiter.api.Nested;

class JpaItemStoreTest {
    @Nested
    class OnDerby extends ItemStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected ItemStore freshStore() {
            return new JpaItemStore(opened.database());
        }
    }

    @Nested
    class OnPostgres extends ItemStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected ItemStore freshStore() {
            return new JpaItemStore(opened.database());
        }
    }
}
