package io.fettle.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.change.Change;
import io.fettle.api.change.Topic;
import io.fettle.spi.store.PendingChange;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChangeLogKeeperTest {
    @Nested
    class OnDerby extends Cases {
        @Override
        TestDatabase open() {
            return TestDatabase.derby();
        }
    }

    @Nested
    class OnPostgres extends Cases {
        @Override
        TestDatabase open() {
            return TestDatabase.postgres();
        }
    }

    abstract static class Cases {
        private static final int KEPT = 10;

        private final TestDatabase opened = open();
        private final ChangeLogKeeper keeper = new ChangeLogKeeper(opened.database(), KEPT);

        abstract TestDatabase open();

        @AfterEach
        void close() {
            keeper.close();
        }

        @Test
        void theNewestStayHoweverManyThereWere() {
            write(12_000);

            keeper.prune();

            assertThat(opened.changes().since(0, 10_000))
                    .extracting(Change::revision)
                    .containsExactly(IntStream.rangeClosed(11_991, 12_000)
                            .mapToObj(Long::valueOf)
                            .toArray(Long[]::new));
            assertThat(opened.changes().latest()).isEqualTo(12_000);
        }

        @Test
        void aShortLogStaysWhole() {
            keeper.prune();
            assertThat(opened.changes().since(0, 10)).isEmpty();

            write(KEPT);
            keeper.prune();

            assertThat(opened.changes().since(0, 100)).hasSize(KEPT);
        }

        @Test
        void revisionsGoOnAfterIt() {
            write(20);
            keeper.prune();
            write(1);

            assertThat(opened.changes().since(20, 10))
                    .extracting(Change::revision)
                    .containsExactly(21L);
        }

        private void write(int rows) {
            List<PendingChange> changes = IntStream.range(0, rows)
                    .mapToObj(i -> new PendingChange(Topic.TASK, "t" + i))
                    .toList();
            opened.database().write(unit -> unit.record(changes));
        }
    }
}
