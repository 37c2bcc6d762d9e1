package io.fettle.persistence.deployment;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.DeploymentStore;
import io.fettle.spi.store.PendingChange;
import io.fettle.testkit.store.DeploymentStoreContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class JpaDeploymentStoreTest {
    @Nested
    class OnDerby extends DeploymentStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected DeploymentStore freshStore() {
            return new JpaDeploymentStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    @Nested
    class OnPostgres extends DeploymentStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected DeploymentStore freshStore() {
            return new JpaDeploymentStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }
}
