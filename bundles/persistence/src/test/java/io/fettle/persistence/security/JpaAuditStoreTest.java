package io.fettle.persistence.security;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.AuditStore;
import io.fettle.testkit.store.AuditStoreContract;
import org.junit.jupiter.api.Nested;

class JpaAuditStoreTest {
    @Nested
    class OnDerby extends AuditStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected AuditStore freshStore() {
            return new JpaAuditStore(opened.database());
        }
    }

    @Nested
    class OnPostgres extends AuditStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected AuditStore freshStore() {
            return new JpaAuditStore(opened.database());
        }
    }
}
