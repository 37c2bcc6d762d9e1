package io.fettle.persistence.inventory;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.ComputerStore;
import io.fettle.spi.store.PendingChange;
import io.fettle.testkit.store.ComputerStoreContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class JpaComputerStoreTest {
    @Nested
    class OnDerby extends ComputerStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected ComputerStore freshStore() {
            return new JpaComputerStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    @Nested
    class OnPostgres extends ComputerStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected ComputerStore freshStore() {
            return new JpaComputerStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }
}
