package io.fettle.persistence.assessment;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.ExposureNewsStore;
import io.fettle.spi.store.PendingChange;
import io.fettle.testkit.store.ExposureNewsStoreContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class JpaExposureNewsStoreTest {
    @Nested
    class OnDerby extends ExposureNewsStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected ExposureNewsStore freshStore() {
            return new JpaExposureNewsStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    @Nested
    class OnPostgres extends ExposureNewsStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected ExposureNewsStore freshStore() {
            return new JpaExposureNewsStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }
}
