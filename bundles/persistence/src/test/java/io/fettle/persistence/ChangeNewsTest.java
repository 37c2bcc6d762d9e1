package io.fettle.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.change.ChangeListener;
import io.fettle.api.change.Topic;
import io.fettle.spi.store.PendingChange;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeNewsTest {
    private final Database database = TestDatabase.derby().database();
    private final ChangeNews news = new ChangeNews(database);

    @BeforeEach
    void start() {
        news.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        news.stop();
    }

    @Test
    void listenersAreToldAfterTheCommit() throws InterruptedException {
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        news.addListener(told::add);

        database.write(unit -> unit.record(change()));
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(1);

        database.writeGrouped(unit -> unit.record(change()));
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void aWriteWithoutChangesIsNoNews() throws InterruptedException {
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        news.addListener(told::add);

        database.write(unit -> {});
        database.write(unit -> unit.record(change()));

        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void aSlowListenerGetsOneMergedHint() throws InterruptedException {
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        CountDownLatch busy = new CountDownLatch(1);
        news.addListener(revision -> {
            told.add(revision);
            await(busy);
        });
        database.write(unit -> unit.record(change()));
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(1);

        for (int i = 0; i < 5; i++) {
            database.write(unit -> unit.record(change()));
        }
        busy.countDown();

        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(6);
        assertThat(told).isEmpty();
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws InterruptedException {
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        news.addListener(revision -> {
            throw new NoClassDefFoundError("on purpose");
        });
        news.addListener(told::add);

        database.write(unit -> unit.record(change()));
        database.write(unit -> unit.record(change()));

        assertThat(told.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void whoLeftIsToldNoMore() throws InterruptedException {
        BlockingQueue<Long> gone = new LinkedBlockingQueue<>();
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        ChangeListener leaving = gone::add;
        news.addListener(leaving);
        news.removeListener(leaving);
        news.addListener(told::add);

        database.write(unit -> unit.record(change()));

        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(gone).isEmpty();
    }

    private static List<PendingChange> change() {
        return List.of(new PendingChange(Topic.TASK, "t"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
