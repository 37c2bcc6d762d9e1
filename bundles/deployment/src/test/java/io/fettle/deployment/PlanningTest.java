package io.fettle.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.approval.Approval;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.change.Topic;
import io.fettle.api.deployment.Deployment;
import io.fettle.api.deployment.DeploymentError;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.deployment.DeploymentsAdmin.Plan;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.deployment.TraceEntry;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.spi.store.PendingChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanningTest {
    private final World world = new World();

    @Test
    void everyComputerThatMissesAChosenPatchGetsATask() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        ComputerId two = world.fleet.add("two", "a", Level.L1);
        world.fleet.add("three", "a", Level.L1);
        world.fleet.offer("libx", "2", "x");
        PatchId patch = world.fleet.misses(one, "libx", "1", "2", FindingState.MISSING);
        world.fleet.misses(two, "libx", "1", "2", FindingState.MISSING);
        Deployment deployment = world.deploy(patch);
        assertThat(world.tasks(deployment)).extracting(DeploymentTask::computer).containsExactlyInAnyOrder(one, two);
        assertThat(deployment.tasks()).containsEntry(TaskState.PLANNED, 2L);
        assertThat(world.store.works).hasSize(1);
        assertThat(world.store.changes)
                .contains(
                        new PendingChange(Topic.DEPLOYMENT, deployment.id()),
                        new PendingChange(Topic.ORDER, "one"),
                        new PendingChange(Topic.ORDER, "two"));
        assertThat(world.audit).extracting(a -> a.action()).containsExactly("deployment.created");
    }

    @Test
    void theStepSaysWhereTheContentIs() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("libx", "2", "x");
        world.deploy(world.fleet.misses(one, "libx", "1", "2", FindingState.MISSING));
        Step step = world.takeOne(one, 0).draft().packages().get(0);
        assertThat(step.from()).contains("1");
        assertThat(step.to()).isEqualTo("2");
        assertThat(step.uri()).isEqualTo(FakeFleet.URI);
        assertThat(step.suite()).isEqualTo(FakeFleet.SUITE);
        assertThat(step.path()).isEqualTo("pool/libx_2_amd64.deb");
        assertThat(step.size()).isEqualTo(1000);
    }

    @Test
    void heldAndBlockedPatchesAreLeftOutWithAReason() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("libx", "2", "x");
        world.fleet.offer("liby", "2", "y");
        world.fleet.offer("libz", "2", "z");
        world.fleet.misses(one, "libx", "1", "2", FindingState.MISSING);
        world.fleet.misses(one, "liby", "1", "2", FindingState.HELD);
        world.fleet.misses(one, "libz", "1", "2", FindingState.BLOCKED);
        world.deploy();
        assertThat(world.trace(one)).contains("patch.held", "patch.blocked");
        assertThat(world.takeOne(one, 0).draft().packages())
                .extracting(Step::name)
                .containsExactly("libx");
    }

    @Test
    void whatIsDeclinedForAGroupIsLeftOutOnItsComputersOnly() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        ComputerId two = world.fleet.add("two", "a", Level.L1);
        world.fleet.join(one, "tills");
        world.fleet.offer("libx", "2", "x");
        world.fleet.offer("liby", "2", "y");
        PatchId declined = world.fleet.misses(one, "libx", "1", "2", FindingState.MISSING);
        world.fleet.misses(one, "liby", "1", "2", FindingState.MISSING);
        world.fleet.misses(two, "libx", "1", "2", FindingState.MISSING);
        world.approvals.decline(declined, "tills");

        world.deploy();

        assertThat(world.task(one).trace())
                .extracting(TraceEntry::reason)
                .contains(Reason.of("patch.declined", "package", "libx", "version", "2"));
        assertThat(names(one)).containsExactly("liby");
        assertThat(names(two)).containsExactly("libx");
    }

    @Test
    void aDeclinedPatchDoesNotComeAlongEither() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("libx", "2", "x");
        world.fleet.offer("libx-data", "2", "x");
        world.fleet.misses(one, "libx", "1", "2", FindingState.MISSING);
        PatchId sibling = PatchId.of("deb", "libx-data", "amd64", "2");
        world.fleet.simulates(
                one,
                new PlannedChange("libx", "amd64", Optional.of("1"), "2"),
                new PlannedChange("libx-data", "amd64", Optional.of("1"), "2"));
        world.approvals.decline(sibling, Approval.ALL);

        world.deploy();

        assertThat(world.trace(one)).contains("patch.declined").doesNotContain("plan.comes_along");
        assertThat(names(one)).containsExactly("libx");
    }

    private List<String> names(ComputerId computer) {
        return world.takeOne(computer, 0).draft().packages().stream()
                .map(Step::name)
                .toList();
    }

    @Test
    void aComputerWithNothingLeftIsSkippedWithReasons() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("liby", "2", "y");
        world.fleet.misses(one, "liby", "1", "2", FindingState.HELD);
        Deployment deployment = world.deploy();
        DeploymentTask task = world.task(one);
        assertThat(task.state()).isEqualTo(TaskState.SKIPPED);
        assertThat(task.deadline()).isEmpty();
        assertThat(task.trace())
                .extracting(TraceEntry::reason)
                .contains(Reason.of("patch.held", "package", "liby", "version", "2"));
        assertThat(deployment.endedAt()).isPresent();
        assertThat(world.deployments.waiting(one, 0)).isFalse();
    }

    @Test
    void aReportOnlyComputerIsSkipped() {
        ComputerId one = world.fleet.add("one", "a", Level.L0);
        world.fleet.offer("libx", "2", "x");
        world.fleet.misses(one, "libx", "1", "2", FindingState.MISSING);
        world.deploy();
        assertThat(world.task(one).state()).isEqualTo(TaskState.SKIPPED);
        assertThat(world.trace(one)).endsWith("level.l0");
    }

    /** One that was planned when apt still ruled the computer. */
    @Test
    void noOrderOfAptGoesToAComputerThatDnfRulesNow() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("libx", "2", "x");
        world.deploy(world.fleet.misses(one, "libx", "1", "2", FindingState.MISSING));
        world.fleet.dnf(one);
        assertThat(world.deployments.take(one, 0)).isEmpty();
        assertThat(world.task(one).state()).isEqualTo(TaskState.SKIPPED);
        assertThat(world.trace(one)).endsWith("patch.superseded");
    }

    @Test
    void aPatchThatTheComputersRepositoriesDoNotOfferIsLeftOut() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        world.fleet.misses(one, "libx", "1", "2", FindingState.MISSING);
        world.deploy();
        assertThat(world.trace(one)).endsWith("patch.not_offered");
    }

    @Test
    void siblingsAndNewDependenciesComeAlongFromACurrentSimulation() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("linux-image", "2", "linux");
        world.fleet.offer("linux-image-6.1.2", "2", "linux");
        world.fleet.offer("other", "2", "other");
        PatchId patch = world.fleet.misses(one, "linux-image", "1", "2", FindingState.MISSING);
        world.fleet.simulates(
                one,
                new PlannedChange("linux-image", "amd64", Optional.of("1"), "2"),
                new PlannedChange("linux-image-6.1.2", "amd64", Optional.empty(), "2"),
                new PlannedChange("other", "amd64", Optional.of("1"), "2"));
        world.deploy(patch);
        assertThat(world.takeOne(one, 0).draft().packages())
                .extracting(Step::name)
                .containsExactly("linux-image", "linux-image-6.1.2");
        assertThat(world.trace(one)).contains("plan.comes_along");
    }

    @Test
    void nothingIsTakenFromASimulationThatIsOld() {
        ComputerId one = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("libx", "3", "x");
        world.fleet.offer("libx-bin", "2", "x");
        PatchId patch = world.fleet.misses(one, "libx", "1", "3", FindingState.MISSING);
        world.fleet.simulates(
                one,
                new PlannedChange("libx", "amd64", Optional.of("1"), "2"),
                new PlannedChange("libx-bin", "amd64", Optional.of("1"), "2"));
        world.deploy(patch);
        assertThat(world.trace(one)).contains("plan.simulation_old");
        assertThat(world.takeOne(one, 0).draft().packages())
                .extracting(Step::name)
                .containsExactly("libx");
    }

    @Test
    void nothingToDeployIsSaid() {
        world.fleet.add("one", "a", Level.L1);
        assertThatThrownBy(world::deploy).isInstanceOfSatisfying(FettleException.class, e -> assertThat(e.code())
                .isEqualTo(DeploymentError.NOTHING_TO_DEPLOY));
        assertThat(world.store.deployments).isEmpty();
    }

    @Test
    void whoSeesOneOfficePlansAndCancelsThereOnly() {
        ComputerId here = world.fleet.add("here", "a", Level.L1);
        ComputerId there = world.fleet.add("there", "b", Level.L1);
        world.fleet.offer("libx", "2", "x");
        world.fleet.misses(here, "libx", "1", "2", FindingState.MISSING);
        world.fleet.misses(there, "libx", "1", "2", FindingState.MISSING);
        Caller local = new Caller("bob", Role.OPERATOR, Scope.ofOffices(Set.of("a")));
        Plan plan = new Plan("mine", Set.of(), true, Set.of(), Optional.empty(), Duration.ofDays(1));
        world.deployments.create(plan, local);
        assertThat(world.deployments.tasksOf(there, Scope.all())).isEmpty();
        Deployment all = world.deploy();
        world.deployments.cancel(all.id(), local);
        assertThat(world.deployments
                        .tasks(
                                all.id(),
                                Optional.of(TaskState.CANCELLED),
                                Scope.all(),
                                io.fettle.api.PageRequest.first(9))
                        .items())
                .extracting(DeploymentTask::computer)
                .containsExactly(here);
        assertThat(world.task(there).state()).isEqualTo(TaskState.PLANNED);
    }

    @Test
    void figuresOfADeploymentAreThoseOfTheOfficesThatAreSeen() {
        ComputerId here = world.fleet.add("here", "a", Level.L1);
        ComputerId there = world.fleet.add("there", "b", Level.L1);
        world.fleet.offer("libx", "2", "x");
        world.fleet.offer("liby", "2", "y");
        world.fleet.misses(here, "libx", "1", "2", FindingState.MISSING);
        world.fleet.misses(there, "libx", "1", "2", FindingState.MISSING);
        world.fleet.misses(there, "liby", "1", "2", FindingState.MISSING);
        Deployment all = world.deploy();
        Scope a = Scope.ofOffices(Set.of("a"));

        assertThat(all.patches()).isEqualTo(2);
        assertThat(all.computers()).isEqualTo(2);
        Deployment mine = world.deployments.find(all.id(), a).orElseThrow();
        assertThat(mine.patches()).isEqualTo(1);
        assertThat(mine.computers()).isEqualTo(1);
        assertThat(mine.tasks()).containsExactly(Map.entry(TaskState.PLANNED, 1L));
        assertThat(world.deployments.list(a, PageRequest.first(9)).items()).containsExactly(mine);
    }

    @Test
    void namesAndValiditiesOutOfBoundsAreRefused() {
        Plan unnamed = new Plan(" ", Set.of(), false, Set.of(), Optional.empty(), Duration.ofDays(1));
        Plan eternal = new Plan("x", Set.of(), false, Set.of(), Optional.empty(), Duration.ofDays(91));
        for (Plan plan : new Plan[] {unnamed, eternal}) {
            assertThatThrownBy(() -> world.deployments.create(plan, World.ADMIN))
                    .isInstanceOfSatisfying(FettleException.class, e -> assertThat(e.code())
                            .isEqualTo(DeploymentError.INVALID_DEPLOYMENT));
        }
    }
}
