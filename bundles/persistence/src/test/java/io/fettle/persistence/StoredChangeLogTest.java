package io.fettle.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.change.Topic;
import io.fettle.spi.store.PendingChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StoredChangeLogTest {
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
        private static final int WRITERS = 6;
        private static final int WRITES = 40;

        private final TestDatabase opened = open();
        private final Database database = opened.database();
        private final ChangeLog log = opened.changes();

        abstract TestDatabase open();

        @Test
        void nothingHasChangedAtFirst() {
            assertThat(log.latest()).isZero();
            assertThat(log.since(0, 10)).isEmpty();
        }

        @Test
        void changesOfOneWriteKeepTheirOrder() {
            database.write(unit -> unit.record(List.of(
                    new PendingChange(Topic.TASK, "b"),
                    new PendingChange(Topic.COMPUTER, "a"),
                    new PendingChange(Topic.TASK, "b"))));

            assertThat(log.since(0, 10))
                    .extracting(Change::revision, Change::topic, Change::subject)
                    .containsExactly(
                            tuple(1L, Topic.TASK, "b"), tuple(2L, Topic.COMPUTER, "a"), tuple(3L, Topic.TASK, "b"));
            assertThat(log.latest()).isEqualTo(3);
        }

        @Test
        void readsGoOnWhereTheLastOneEnded() {
            IntStream.range(0, 5).forEach(i -> database.write(unit -> unit.record(change("c" + i))));

            assertThat(log.since(1, 2)).extracting(Change::subject).containsExactly("c1", "c2");
            assertThat(log.since(5, 2)).isEmpty();
            assertThatThrownBy(() -> log.since(0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> log.since(0, 10_001)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void aWriteThatFailsLeavesNoChange() {
            assertThatThrownBy(() -> database.write(unit -> {
                        unit.record(change("lost"));
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasRootCauseMessage("on purpose");

            assertThat(log.latest()).isZero();
            assertThat(log.since(0, 10)).isEmpty();
        }

        /** A reader that always goes on after the newest revision it saw must see every change exactly once. */
        @Test
        void aFollowingReaderMissesNothingWhileManyWrite() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
            AtomicBoolean written = new AtomicBoolean();
            try {
                Future<List<String>> follower = threads.submit(() -> follow(written));
                List<Future<?>> writers = new ArrayList<>();
                for (int w = 0; w < WRITERS; w++) {
                    int writer = w;
                    writers.add(threads.submit(() -> writeMany(writer)));
                }
                for (Future<?> writer : writers) {
                    writer.get(60, TimeUnit.SECONDS);
                }
                written.set(true);

                List<String> seen = follower.get(60, TimeUnit.SECONDS);
                assertThat(seen).hasSize(WRITERS * WRITES).doesNotHaveDuplicates();
            } finally {
                threads.shutdownNow();
                assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            }
        }

        private void writeMany(int writer) {
            for (int i = 0; i < WRITES; i++) {
                List<PendingChange> change = change(writer + "-" + i);
                if (i % 2 == 0) {
                    database.write(unit -> unit.record(change));
                } else {
                    database.writeGrouped(unit -> unit.record(change));
                }
            }
        }

        private List<String> follow(AtomicBoolean written) {
            List<String> seen = new ArrayList<>();
            long last = 0;
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < deadline) {
                boolean finished = written.get();
                List<Change> news = log.since(last, 7);
                for (Change change : news) {
                    assertThat(change.revision()).isGreaterThan(last);
                    last = change.revision();
                    seen.add(change.subject());
                }
                if (finished && news.isEmpty()) {
                    return seen;
                }
            }
            throw new AssertionError("The reader did not come to an end");
        }

        private static List<PendingChange> change(String subject) {
            return List.of(new PendingChange(Topic.COMPUTER, subject));
        }
    }
}
