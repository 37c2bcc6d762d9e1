package io.fettle.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.deployment.Decider;
import io.fettle.api.deployment.Deployment;
import io.fettle.api.deployment.DeploymentError;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Level;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final World world = new World();
    private ComputerId computer = new ComputerId("unset");
    private Deployment deployment = new Deployment(
            "",
            "",
            "",
            java.time.Instant.EPOCH,
            java.time.Instant.EPOCH,
            0,
            0,
            java.util.Map.of(),
            java.util.Optional.empty(),
            false);

    @BeforeEach
    void aPlannedTask() {
        computer = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("libx", "2", "x");
        world.fleet.misses(computer, "libx", "1", "2", FindingState.MISSING);
        world.fleet.report(computer, false, "libx=1");
        deployment = world.deploy();
    }

    @Test
    void everyOpenStateHasADeadlineAndADecider() {
        assertThat(world.task(computer).deadline()).contains(deployment.deadline());
        assertThat(world.task(computer).decidesNext()).isEqualTo(Decider.COMPUTER);
        world.takeOne(computer, 0);
        TaskState[] way = {
            TaskState.STAGED, TaskState.APPLYING, TaskState.VERIFYING, TaskState.REBOOT_PENDING,
        };
        for (int i = 0; i < way.length; i++) {
            assertThat(world.task(computer).deadline()).isPresent();
            assertThat(world.task(computer).decidesNext()).isNotEqualTo(Decider.NOBODY);
            world.says(computer, i + 1L, way[i]);
            assertThat(world.task(computer).state()).isEqualTo(way[i]);
        }
        assertThat(world.task(computer).deadline()).isPresent();
    }

    @Test
    void aComputerThatNeverComesLetsTheTaskExpire() {
        world.pass(Duration.ofDays(3).minusSeconds(1));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.PLANNED);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.EXPIRED);
        assertThat(world.task(computer).decidesNext()).isEqualTo(Decider.NOBODY);
        assertThat(world.store.deployments.get(deployment.id()).endedAt()).isPresent();
    }

    @Test
    void stagingWithoutAWordIsPlannedAnewAndFailsAtLast() {
        for (int attempt = 1; attempt <= 5; attempt++) {
            world.takeOne(computer, attempt - 1);
            world.pass(Duration.ofHours(2).minusSeconds(1));
            assertThat(world.task(computer).state()).isEqualTo(TaskState.STAGING);
            world.pass(Duration.ofSeconds(1));
            assertThat(world.task(computer).state()).isEqualTo(attempt < 5 ? TaskState.PLANNED : TaskState.FAILED);
        }
        assertThat(world.trace(computer)).endsWith("staging.no_word");
    }

    @Test
    void signsOfLifeKeepStagingOpenButNotForEver() {
        world.takeOne(computer, 0);
        long sequence = 1;
        Duration spent = Duration.ZERO;
        while (world.task(computer).state() == TaskState.STAGING && spent.compareTo(Duration.ofDays(2)) < 0) {
            world.pass(Duration.ofHours(1));
            spent = spent.plusHours(1);
            if (world.task(computer).state() == TaskState.STAGING) {
                world.says(computer, sequence++, TaskState.STAGING);
            }
        }
        assertThat(spent).isEqualTo(Duration.ofHours(24));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.PLANNED);
    }

    @Test
    void applyingWithoutAWordFails() {
        world.takeOne(computer, 0);
        world.says(computer, 1, TaskState.APPLYING);
        world.pass(Duration.ofHours(2));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.trace(computer)).endsWith("apply.no_word");
    }

    @Test
    void aClaimThatNoInventoryProvesFails() {
        world.takeOne(computer, 0);
        world.says(computer, 1, TaskState.SUCCEEDED);
        world.pass(Duration.ofMinutes(30));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.trace(computer)).endsWith("verify.not_installed");
    }

    @Test
    void aRebootThatNobodyMakesFails() {
        world.takeOne(computer, 0);
        world.says(computer, 1, TaskState.REBOOT_PENDING);
        world.inventory(computer, true, "libx=2");
        world.pass(Duration.ofDays(7));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.trace(computer)).endsWith("reboot.not_done");
    }

    @Test
    void deadlinesHoldOverARestart() {
        world.takeOne(computer, 0);
        world.says(computer, 1, TaskState.APPLYING);
        world.clock.advance(Duration.ofHours(2));
        world.start();
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void anOrderIsNeverGoodForLongerThanTheDeployment() {
        world.pass(Duration.ofDays(2).plusHours(20));
        assertThat(world.takeOne(computer, 0).draft().notAfter()).isEqualTo(deployment.deadline());
    }

    @Test
    void cancellingEndsWhatHasNotBegunAndLetsFinishWhatHas() {
        ComputerId second = world.fleet.add("two", "a", Level.L1);
        world.fleet.misses(second, "libx", "1", "2", FindingState.MISSING);
        world.says(computer, 1, TaskState.FAILED);
        Deployment both = world.deploy();
        world.takeOne(computer, 0);
        world.says(computer, 2, TaskState.APPLYING);
        // tasksOf lists the newest first, and both were made in the same instant: find by deployment.
        world.deployments.cancel(both.id(), World.ADMIN);
        assertThat(world.tasks(both))
                .filteredOn(t -> t.computer().equals(second))
                .extracting(t -> t.state())
                .containsExactly(TaskState.CANCELLED);
        assertThat(world.deployments.waiting(second, 0)).isFalse();
        assertThat(world.store.deployments.get(both.id()).cancelled()).isTrue();
    }

    @Test
    void anEndedDeploymentCannotBeCancelled() {
        world.pass(Duration.ofDays(3));
        assertThatThrownBy(() -> world.deployments.cancel(deployment.id(), World.ADMIN))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(DeploymentError.DEPLOYMENT_ENDED));
    }

    @Test
    void aCancellingThatWasInterruptedGoesOnAtTheNextStart() {
        world.store.deployments.computeIfPresent(deployment.id(), (id, row) -> Rows.cancelled(row));
        world.start();
        assertThat(world.task(computer).state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void nothingLeadsOutOfAFinalStateAndOnlyVerifyingToSuccess() {
        for (TaskState from : TaskState.values()) {
            for (TaskState to : TaskState.values()) {
                boolean allowed = Transitions.allowed(from, to);
                if (!from.open()) {
                    assertThat(allowed).isFalse();
                }
                if (to == TaskState.SUCCEEDED && allowed) {
                    assertThat(from).isIn(TaskState.VERIFYING, TaskState.REBOOT_PENDING);
                }
            }
            assertThat(Transitions.decidesNext(from) == Decider.NOBODY).isEqualTo(!from.open());
        }
    }
}
