package io.fettle.persistence.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.persistence.TestDatabase;
import io.fettle.spi.store.PendingChange;
import io.fettle.spi.store.SourceStore;
import io.fettle.spi.store.SourceStore.Configuration;
import io.fettle.testkit.store.SourceStoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JpaSourceStoreTest {
    @Nested
    class OnDerby extends SourceStoreContract {
        private final TestDatabase opened = TestDatabase.derby();

        @Test
        void allSettingsAreSecretWhereNobodyWroteDownWhich() {
            ofBefore(opened, freshStore());
        }

        @Override
        protected SourceStore freshStore() {
            return new JpaSourceStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    @Nested
    class OnPostgres extends SourceStoreContract {
        private final TestDatabase opened = TestDatabase.postgres();

        @Test
        void allSettingsAreSecretWhereNobodyWroteDownWhich() {
            ofBefore(opened, freshStore());
        }

        @Override
        protected SourceStore freshStore() {
            return new JpaSourceStore(opened.database());
        }

        @Override
        protected List<PendingChange> recorded() {
            return opened.recorded();
        }
    }

    /** As rows were before it was known of each setting whether it is secret. */
    private static void ofBefore(TestDatabase opened, SourceStore store) {
        store.configure(
                new Configuration(
                        "s1", "apt", "x", "n", Map.of("uri", "u", "password", "p"), Set.of(), true, Instant.EPOCH),
                List.of());
        opened.database().write(unit -> unit.em()
                .createNativeQuery("update patch_source set secret_settings = null")
                .executeUpdate());
        assertThat(store.all()).singleElement().satisfies(stored -> assertThat(
                        stored.configuration().secretSettings())
                .containsExactlyInAnyOrder("uri", "password"));
    }
}
