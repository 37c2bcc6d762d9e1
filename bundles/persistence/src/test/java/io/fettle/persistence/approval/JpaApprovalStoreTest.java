package io.fettle.persistence.approval;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.ApprovalStore;
import io.fettle.spi.store.PendingChange;
import io.fettle.testkit.store.ApprovalStoreContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class JpaApprovalStoreTest {
    @Nested
    class OnDerby extends ApprovalStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Override
        protected ApprovalStore freshStore() {
            return new JpaApprovalStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    @Nested
    class OnPostgres extends ApprovalStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Override
        protected ApprovalStore freshStore() {
            return new JpaApprovalStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }
}
