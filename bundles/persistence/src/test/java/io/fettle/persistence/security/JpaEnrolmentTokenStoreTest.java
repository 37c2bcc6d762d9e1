package io.fettle.persistence.security;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.EnrolmentTokenStore;
import io.fettle.testkit.store.EnrolmentTokenStoreContract;
import org.junit.jupiter.api.Nested;

class JpaEnrolmentTokenStoreTest {
    @Nested
    class OnDerby extends EnrolmentTokenStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected EnrolmentTokenStore freshStore() {
            return new JpaEnrolmentTokenStore(opened.database());
        }
    }

    @Nested
    class OnPostgres extends EnrolmentTokenStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected EnrolmentTokenStore freshStore() {
            return new JpaEnrolmentTokenStore(opened.database());
        }
    }
}
