package io.fettle.persistence.security;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.CertificateStore;
import io.fettle.testkit.store.CertificateStoreContract;
import org.junit.jupiter.api.Nested;

class JpaCertificateStoreTest {
    @Nested
    class OnDerby extends CertificateStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected CertificateStore freshStore() {
            return new JpaCertificateStore(opened.database());
        }
    }

    @Nested
    class OnPostgres extends CertificateStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected CertificateStore freshStore() {
            return new JpaCertificateStore(opened.database());
        }
    }
}
