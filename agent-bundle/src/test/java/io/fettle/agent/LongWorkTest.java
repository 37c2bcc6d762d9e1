package io.fettle.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.agent.work.Workbench;
import io.fettle.api.deployment.TaskState;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole agent with its threads, while apt takes long. */
class LongWorkTest extends AgentScene {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AgentThread agent;
    private volatile Runnable wake;

    @BeforeEach
    void startAndWaitForTheFirstInventory() throws Exception {
        agent = new AgentThread(woken -> {
            wake = woken;
            return loop(woken, Workbench.ofOwnThread(woken));
        });
        agent.start();
        assertThat(server.await(() -> !server.inventories.isEmpty(), PATIENCE)).isTrue();
    }

    @AfterEach
    void stop() {
        commands.release();
        agent.stop();
    }

    @Test
    void checkInDoesNotWaitForAScan() throws Exception {
        commands.holdBack("upgrade");
        installed("1-2");
        wake.run();
        commands.awaitHeld();
        checkInNow();
        assertThat(lastTold()).isEqualTo("1-1");
        commands.release();
        until(() -> lastTold().equals("1-2"));
    }

    @Test
    void wishesDuringAScanAreOneMoreScan() throws Exception {
        long before = commands.runs("upgrade");
        commands.holdBack("upgrade");
        installed("1-2");
        wake.run();
        commands.awaitHeld();
        for (String version : new String[] {"1-3", "1-4", "1-5"}) {
            installed(version);
            checkInNow();
        }
        commands.release();
        until(() -> lastTold().equals("1-5"));
        checkInNow();
        assertThat(commands.runs("upgrade") - before).isEqualTo(2);
    }

    @Test
    void checkInDoesNotWaitForAnOrderToBeStaged() throws Exception {
        commands.holdBack("install");
        hand(order("task-1", step("bash", "1-1", "1-2")));
        commands.awaitHeld();
        checkInNow();
        assertThat(states()).containsExactly(TaskState.STAGING);
        commands.release();
        until(() -> states().size() == 2);
        assertThat(states()).containsExactly(TaskState.STAGING, TaskState.STAGED);
    }

    @Test
    void scanGoesBeforeAnOrderAndTheOrderGoesOn() throws Exception {
        commands.holdBack("install");
        hand(order("task-1", step("bash", "1-1", "1-2")));
        commands.awaitHeld();
        installed("1-1.1");
        checkInNow();
        commands.release();
        until(() -> states().contains(TaskState.STAGED) && lastTold().equals("1-1.1"));
        assertThat(states()).containsExactly(TaskState.STAGING, TaskState.STAGED);
    }

    @Test
    void orderThatReplacesTheOneAtWorkIsTheOneHandedOver() throws Exception {
        commands.holdBack("install");
        hand(order("task-1", step("bash", "1-1", "1-2")));
        commands.awaitHeld();
        hand(order("task-1", step("bash", "1-1", "1-3")));
        commands.install = BASH.replace("1-2", "1-3");
        commands.release();
        until(() -> states().contains(TaskState.STAGED));
        assertThat(states()).containsExactly(TaskState.STAGING, TaskState.STAGING, TaskState.STAGED);
        assertThat(handedOver("task-1").steps()).extracting(s -> s.to()).containsExactly("1-3");
        assertThat(temp.resolve("state/stage/tasks")).isEmptyDirectory();
    }

    @Test
    void outcomeTravelsWithTheInventoryAfterItAndHoldsUpNothingElse() throws Exception {
        applyWhileAptIsHeldBack();
        until(() -> states().contains(TaskState.APPLYING));
        assertThat(states()).doesNotContain(TaskState.SUCCEEDED);
        commands.release();
        until(() -> states().contains(TaskState.SUCCEEDED));
        assertThat(lastTold()).isEqualTo("1-2");
        assertThat(states())
                .containsExactly(TaskState.STAGING, TaskState.STAGED, TaskState.APPLYING, TaskState.SUCCEEDED);
    }

    @Test
    void outcomeDoesNotWaitForEverForAnInventory() throws Exception {
        applyWhileAptIsHeldBack();
        clock.advance(Duration.ofMinutes(16));
        until(() -> states().contains(TaskState.SUCCEEDED));
        assertThat(lastTold()).isEqualTo("1-1");
    }

    @Test
    void stoppingBreaksTheScanOffAndEndsBothThreads() throws Exception {
        commands.holdBack("upgrade");
        installed("1-2");
        wake.run();
        commands.awaitHeld();
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("fettle-agent"))
                .toList();
        assertThat(threads).extracting(Thread::getName).containsExactlyInAnyOrder("fettle-agent", "fettle-agent-work");
        agent.stop();
        for (Thread thread : threads) {
            thread.join(PATIENCE_MILLIS);
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(lastTold()).isEqualTo("1-1");
    }

    private void applyWhileAptIsHeldBack() throws Exception {
        hand(order("task-1", step("bash", "1-1", "1-2")));
        until(() -> states().contains(TaskState.STAGED));
        commands.holdBack("upgrade");
        say("task-1", TaskState.APPLYING);
        installed("1-2");
        commands.upgrade = "";
        say("task-1", TaskState.SUCCEEDED);
        wake.run();
        commands.awaitHeld();
    }

    private void hand(Order order) throws InterruptedException {
        server.ordersToHandOut.add(server.order(order).bytes());
        checkInNow();
        assertThat(server.ordersToHandOut).isEmpty();
    }

    /** The agent may still be taking in an answer, from which it reckons its next time: then the next one comes later. */
    private void checkInNow() throws InterruptedException {
        int before = server.checkIns.size();
        for (int i = 0; i < 10 && server.checkIns.size() == before; i++) {
            clock.advance(Duration.ofMinutes(70));
            wake.run();
            server.await(() -> server.checkIns.size() > before, Duration.ofSeconds(2));
        }
        assertThat(server.checkIns).hasSizeGreaterThan(before);
    }

    /** The next turns come at once; time in between stands still. */
    private void until(BooleanSupplier holds) throws InterruptedException {
        wake.run();
        assertThat(server.await(holds, PATIENCE)).isTrue();
    }

    private String lastTold() {
        return server.inventories.stream()
                .flatMap(told -> told.inventory().packages().stream())
                .map(installed -> installed.item().version())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private Order handedOver(String task) throws IOException {
        Path order = handover.resolve(task + ".ready/order.env");
        return Order.decode(Envelope.parse(Files.readAllBytes(order)).payload());
    }
}
