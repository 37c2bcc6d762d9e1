package io.fettle.persistence.assessment;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.HealthPolicyStore;
import io.fettle.spi.store.PendingChange;
import io.fettle.testkit.store.HealthPolicyStoreContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class JpaHealthPolicyStoreTest {
    @Nested
    class OnDerby extends HealthPolicyStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected HealthPolicyStore freshStore() {
            return new JpaHealthPolicyStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    @Nested
    class OnPostgres extends HealthPolicyStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected HealthPolicyStore freshStore() {
            return new JpaHealthPolicyStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }
}
