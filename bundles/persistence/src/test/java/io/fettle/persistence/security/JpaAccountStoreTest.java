package io.fettle.persistence.security;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.AccountStore;
import io.fettle.testkit.store.AccountStoreContract;
import org.junit.jupiter.api.Nested;

class JpaAccountStoreTest {
    @Nested
    class OnDerby extends AccountStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected AccountStore freshStore() {
            return new JpaAccountStore(opened.database());
        }
    }

    @Nested
    class OnPostgres extends AccountStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected AccountStore freshStore() {
            return new JpaAccountStore(opened.database());
        }
    }
}
