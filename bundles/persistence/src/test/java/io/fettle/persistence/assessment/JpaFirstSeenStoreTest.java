package io.fettle.persistence.assessment;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.FirstSeenStore;
import io.fettle.testkit.store.FirstSeenStoreContract;
import org.junit.jupiter.api.Nested;

class JpaFirstSeenStoreTest {
    @Nested
    class OnDerby extends FirstSeenStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected FirstSeenStore freshStore() {
            return new JpaFirstSeenStore(opened.database());
        }
    }

    @Nested
    class OnPostgres extends FirstSeenStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected FirstSeenStore freshStore() {
            return new JpaFirstSeenStore(opened.database());
        }
    }
}
