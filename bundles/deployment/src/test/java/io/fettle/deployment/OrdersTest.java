package io.fettle.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.approval.Approval;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.OrderBook.NumberedOrder;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.deployment.TraceEntry;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.PlannedChange;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private final World world = new World();
    private ComputerId computer = new ComputerId("unset");

    @BeforeEach
    void aPlannedTask() {
        computer = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("libx", "2", "x");
        world.fleet.offer("liby", "2", "y");
        world.fleet.misses(computer, "libx", "1", "2", FindingState.MISSING);
        world.fleet.misses(computer, "liby", "1", "2", FindingState.MISSING);
        world.deploy();
    }

    @Test
    void handingOutReservesANumberDurably() {
        NumberedOrder order = world.takeOne(computer, 0);
        assertThat(order.sequence()).isEqualTo(1);
        assertThat(world.store.counters.get(computer).orders()).isEqualTo(1);
        assertThat(world.store.tasks.get(order.draft().taskId()).state()).isEqualTo(TaskState.STAGING);
    }

    @Test
    void whatWasDeclinedSinceIsNotHandedOut() {
        world.approvals.decline(PatchId.of("deb", "libx", "amd64", "2"), Approval.ALL);
        assertThat(world.takeOne(computer, 0).draft().packages())
                .extracting(Step::name)
                .containsExactly("liby");
        assertThat(world.trace(computer)).contains("patch.declined", "plan.narrowed");
    }

    @Test
    void whereAllWasDeclinedSinceTheTaskIsSkipped() {
        world.approvals.decline(PatchId.of("deb", "libx", "amd64", "2"), Approval.ALL);
        world.approvals.decline(PatchId.of("deb", "liby", "amd64", "2"), Approval.ALL);
        assertThat(world.deployments.take(computer, 0)).isEmpty();
        assertThat(world.task(computer).state()).isEqualTo(TaskState.SKIPPED);
        assertThat(world.trace(computer)).endsWith("patch.declined");
    }

    @Test
    void aPlanThatNeedsWhatIsDeclinedIsRefused() {
        world.fleet.offer("libz", "2", "z");
        world.approvals.decline(PatchId.of("deb", "libz", "amd64", "2"), Approval.ALL);
        world.takeOne(computer, 0);
        world.differs(
                computer,
                1,
                new PlannedChange("libx", "amd64", Optional.of("1"), "2"),
                new PlannedChange("liby", "amd64", Optional.of("1"), "2"),
                new PlannedChange("libz", "amd64", Optional.of("1"), "2"));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.task(computer).trace())
                .extracting(TraceEntry::reason)
                .contains(new Reason("plan.refused", Map.of("cause", "declined", "package", "libz", "version", "2")));
    }

    @Test
    void whetherSomethingWaitsTouchesNoStore() {
        int before = world.store.calls;
        for (int i = 0; i < 1000; i++) {
            assertThat(world.deployments.waiting(computer, 0)).isTrue();
            assertThat(world.deployments.waiting(new ComputerId("stranger"), 0)).isFalse();
            assertThat(world.deployments.acknowledged(computer)).isZero();
        }
        assertThat(world.store.calls).isEqualTo(before);
    }

    @Test
    void anOrderThatArrivedIsNotHandedOutAgain() {
        world.takeOne(computer, 0);
        assertThat(world.deployments.waiting(computer, 1)).isFalse();
        assertThat(world.deployments.take(computer, 1)).isEmpty();
    }

    @Test
    void anOrderThatGotLostIsHandedOutAgainUnderANewNumber() {
        NumberedOrder lost = world.takeOne(computer, 0);
        NumberedOrder again = world.takeOne(computer, 0);
        assertThat(again.sequence()).isEqualTo(2);
        assertThat(again.draft().taskId()).isEqualTo(lost.draft().taskId());
    }

    @Test
    void numbersGrowOverARestart() {
        world.takeOne(computer, 0);
        world.start();
        assertThat(world.takeOne(computer, 0).sequence()).isEqualTo(2);
    }

    @Test
    void aServerRestoredFromABackupNumbersBeyondWhatTheComputerHasSeen() {
        assertThat(world.takeOne(computer, 41).sequence()).isEqualTo(42);
        assertThat(world.deployments.waiting(computer, 41)).isTrue();
    }

    @Test
    void aClaimOfAnAbsurdNumberIsNotBelieved() {
        assertThat(world.takeOne(computer, Long.MAX_VALUE).sequence()).isEqualTo(1);
    }

    @Test
    void aNumberIsNeverGivenTwiceThoughTheAnswerOfACommitGotLost() {
        world.store.fault = MemoryDeploymentStore.Fault.AFTER_COMMIT;
        assertThat(catchFailure(() -> world.deployments.take(computer, 0))).isNotNull();
        assertThat(world.takeOne(computer, 0).sequence()).isEqualTo(2);
    }

    @Test
    void aFailedWriteLeavesTheOrderWaiting() {
        world.store.fault = MemoryDeploymentStore.Fault.BEFORE_COMMIT;
        assertThat(catchFailure(() -> world.deployments.take(computer, 0))).isNotNull();
        assertThat(world.deployments.waiting(computer, 0)).isTrue();
        assertThat(world.takeOne(computer, 0).sequence()).isEqualTo(1);
    }

    @Test
    void whatWasInstalledMeanwhileIsLeftOut() {
        world.fleet.report(computer, false, "libx=2", "liby=1");
        assertThat(world.takeOne(computer, 0).draft().packages())
                .extracting(Step::name)
                .containsExactly("liby");
        assertThat(world.trace(computer)).contains("plan.narrowed");
    }

    @Test
    void aTaskWhosePatchesAreAllInstalledIsSkipped() {
        world.fleet.report(computer, false, "libx=2", "liby=2.1");
        assertThat(world.deployments.take(computer, 0)).isEmpty();
        assertThat(world.task(computer).state()).isEqualTo(TaskState.SKIPPED);
        assertThat(world.trace(computer)).endsWith("patch.installed_already");
    }

    @Test
    void aVersionThatIsNoLongerOfferedIsNotOrdered() {
        world.fleet.offered.removeIf(p -> p.name().equals("libx"));
        assertThat(world.deployments.take(computer, 0)).isEmpty();
        assertThat(world.trace(computer)).endsWith("patch.superseded");
    }

    @Test
    void aQuarantinedComputerGetsNoOrders() {
        world.fleet.state(computer, Computer.State.QUARANTINED);
        assertThat(world.deployments.take(computer, 0)).isEmpty();
        assertThat(world.task(computer).state()).isEqualTo(TaskState.PLANNED);
    }

    @Test
    void theSecondTaskWaitsForTheFirstToEnd() {
        world.clock.advance(Duration.ofSeconds(1));
        world.deploy();
        NumberedOrder first = world.takeOne(computer, 0);
        assertThat(world.deployments.waiting(computer, 1)).isFalse();
        world.deployments.accept(
                java.util.List.of(world.report(computer, 1, first.draft().taskId(), TaskState.FAILED, "apply.broken")));
        assertThat(world.takeOne(computer, 1).draft().taskId())
                .isNotEqualTo(first.draft().taskId());
    }

    @Test
    void aRemovedComputersTasksEnd() {
        world.fleet.computers.remove(computer);
        world.news(computer);
        assertThat(world.store.tasks.values()).allMatch(t -> t.state() == TaskState.CANCELLED);
        assertThat(world.store.deployments.values()).allMatch(d -> d.endedAt().isPresent());
    }

    static Throwable catchFailure(Runnable run) {
        return org.assertj.core.api.Assertions.catchThrowable(run::run);
    }
}
