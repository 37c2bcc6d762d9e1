package io.fettle.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.deployment.Deployment;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.Outcomes.Numbered;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.testkit.health.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final World world = new World();
    private ComputerId computer = new ComputerId("unset");
    private String task = "";

    @BeforeEach
    void anOrderIsOut() {
        computer = world.fleet.add("one", "a", Level.L1);
        world.fleet.offer("libx", "2", "x");
        world.fleet.misses(computer, "libx", "1", "2", FindingState.MISSING);
        world.fleet.report(computer, false, "libx=1");
        world.deploy();
        task = world.takeOne(computer, 0).draft().taskId();
    }

    @Test
    void successCountsWhenTheInventoryShowsIt() {
        world.says(computer, 1, TaskState.STAGING);
        world.says(computer, 2, TaskState.STAGED);
        world.says(computer, 3, TaskState.APPLYING);
        world.says(computer, 4, TaskState.SUCCEEDED);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.VERIFYING);
        world.inventory(computer, false, "libx=2");
        assertThat(world.task(computer).state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(world.task(computer).deadline()).isEmpty();
        Deployment ended = world.deployments
                .list(Scope.all(), io.fettle.api.PageRequest.first(1))
                .items()
                .get(0);
        assertThat(ended.endedAt()).isPresent();
        assertThat(ended.tasks()).containsEntry(TaskState.SUCCEEDED, 1L);
    }

    @Test
    void openTasksAreCountedByStateAndEndedOnesSinceTheStart() {
        world.says(computer, 1, TaskState.STAGING);
        assertThat(RecordedMetrics.of(world.deployments))
                .containsEntry("deployment_tasks{state=\"staging\"}", 1.0)
                .containsEntry("deployment_tasks{state=\"planned\"}", 0.0)
                .containsEntry("deployment_tasks_ended_total{state=\"failed\"}", 0.0)
                .containsEntry("deployments", 1.0);
        world.says(computer, 2, TaskState.FAILED);
        assertThat(RecordedMetrics.of(world.deployments))
                .containsEntry("deployment_tasks{state=\"staging\"}", 0.0)
                .containsEntry("deployment_tasks_ended_total{state=\"failed\"}", 1.0)
                .containsEntry("deployments", 0.0)
                .doesNotContainKey("deployment_tasks{state=\"failed\"}");
    }

    @Test
    void anInventoryThatCameBeforeTheClaimProvesItAtOnce() {
        world.inventory(computer, false, "libx=2");
        world.says(computer, 1, TaskState.SUCCEEDED);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void anInventoryThatCameBeforeTheClaimDoesNotRefuteIt() {
        world.says(computer, 1, TaskState.SUCCEEDED);
        world.news(computer);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.VERIFYING);
    }

    @Test
    void aClaimThatTheNextInventoryRefutesFails() {
        world.says(computer, 1, TaskState.SUCCEEDED);
        world.inventory(computer, false, "libx=1");
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.trace(computer)).endsWith("verify.not_installed");
    }

    @Test
    void aPendingRebootEndsWithTheReboot() {
        world.says(computer, 1, TaskState.REBOOT_PENDING);
        world.inventory(computer, true, "libx=2");
        assertThat(world.task(computer).state()).isEqualTo(TaskState.REBOOT_PENDING);
        world.inventory(computer, false, "libx=2");
        assertThat(world.task(computer).state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void aSuccessSaysThatTheComputerAsksForAReboot() {
        world.says(computer, 1, TaskState.SUCCEEDED);
        world.inventory(computer, true, "libx=2");
        assertThat(world.task(computer).state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(world.trace(computer)).endsWith("verify.installed_reboot_required");
    }

    @Test
    void aSuccessSaysThatAnAdvisorySuggestsARebootUnlessItWas() {
        Reason suggested = Reason.of(Finding.suggestion(Aftermath.REBOOT), "advisories", "RLSA-2026:1");
        for (boolean waits : List.of(true, false)) {
            ComputerId other = world.fleet.add(waits ? "waiting" : "done", "a", Level.L1);
            world.fleet.misses(other, "libx", "1", "2", FindingState.MISSING, suggested);
            world.fleet.report(other, false, "libx=1");
            world.deploy();
            assertThat(world.trace(other)).contains("advisory.reboot_suggested");
            world.takeOne(other, 0);
            world.says(other, 1, waits ? TaskState.REBOOT_PENDING : TaskState.SUCCEEDED);
            world.inventory(other, false, "libx=2");
            assertThat(world.task(other).state()).isEqualTo(TaskState.SUCCEEDED);
            assertThat(world.trace(other)).endsWith(waits ? "verify.installed" : "verify.installed_reboot_suggested");
        }
    }

    @Test
    void whatAComputerSaysIsNoSuggestionOfAVendor() {
        world.says(computer, 1, TaskState.SUCCEEDED, "advisory.reboot_suggested");
        world.inventory(computer, false, "libx=2");
        assertThat(world.trace(computer)).endsWith("verify.installed");
    }

    @Test
    void reasonsOfAComputerStandInTheTraceAsItsOwn() {
        world.says(computer, 1, TaskState.FAILED, "apply.dpkg_failed");
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.task(computer).trace())
                .anySatisfy(e -> assertThat(e.reason()).isEqualTo(Reason.of("apply.dpkg_failed", "by", "computer")));
    }

    @Test
    void aStateThatOnlyANewerComputerKnowsIsNotedAndNotGuessed() {
        world.says(computer, 1, TaskState.STAGING);
        Task before = Task.of(world.store.tasks.get(task));
        Reason word = Reason.of("report.not_understood", "state", "ROLLED_BACK");
        TaskReport strange = new TaskReport(task, Optional.empty(), world.clock.instant(), List.of(word), List.of());
        world.deployments.accept(List.of(new Numbered(computer, 2, strange)));

        assertThat(world.deployments.acknowledged(computer)).isEqualTo(2);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.STAGING);
        assertThat(world.task(computer).deadline()).isEqualTo(before.deadline());
        assertThat(world.trace(computer)).endsWith("report.not_understood");
        world.says(computer, 3, TaskState.STAGED);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.STAGED);
        world.says(computer, 4, TaskState.FAILED);
        world.deployments.accept(List.of(new Numbered(computer, 5, strange)));
        assertThat(world.deployments.acknowledged(computer)).isEqualTo(5);
    }

    @Test
    void anOrderThatTheComputerDoesNotUnderstandEndsTheTask() {
        world.audit.clear();
        world.says(computer, 1, TaskState.SKIPPED, "order.not_understood");
        assertThat(world.task(computer).state()).isEqualTo(TaskState.SKIPPED);
        assertThat(onlyEntry().action()).isEqualTo("order.not_understood");
    }

    @Test
    void shuffledDuplicatedAndMissingReportsHaveTheEffectOfOneCleanRun() {
        for (int seed = 0; seed < 100; seed++) {
            World own = new World();
            ComputerId pc = own.fleet.add("pc", "a", Level.L1);
            own.fleet.offer("libx", "2", "x");
            own.fleet.misses(pc, "libx", "1", "2", FindingState.MISSING);
            own.fleet.report(pc, false, "libx=1");
            own.deploy();
            String id = own.takeOne(pc, 0).draft().taskId();
            List<Numbered> clean = new ArrayList<>();
            for (int i = 1; i <= 30; i++) {
                clean.add(own.report(pc, i, id, TaskState.STAGING, "stage.progress" + i));
            }
            clean.add(own.report(pc, 31, id, TaskState.APPLYING));
            clean.add(own.report(pc, 32, id, TaskState.FAILED, "apply.broken"));
            Random random = new Random(seed);
            while (own.deployments.acknowledged(pc) < clean.size()) {
                List<Numbered> window = new ArrayList<>();
                int from = (int) Math.max(0, own.deployments.acknowledged(pc) - random.nextInt(5));
                for (Numbered one : clean.subList(from, Math.min(clean.size(), from + 10))) {
                    for (int copies = random.nextInt(4); copies > 0; copies--) {
                        window.add(one);
                    }
                }
                if (random.nextBoolean()) {
                    Collections.shuffle(window, random);
                }
                if (random.nextInt(10) == 0) {
                    own.start();
                }
                if (random.nextInt(10) == 0) {
                    own.store.fault = MemoryDeploymentStore.Fault.values()[1 + random.nextInt(2)];
                }
                OrdersTest.catchFailure(() -> own.deployments.accept(window));
                own.store.fault = MemoryDeploymentStore.Fault.NONE;
            }
            List<String> told = own.trace(pc).stream()
                    .filter(c -> c.startsWith("stage.") || c.startsWith("apply."))
                    .toList();
            List<String> expected = new ArrayList<>();
            for (int i = 1; i <= 30; i++) {
                expected.add("stage.progress" + i);
            }
            expected.add("apply.broken");
            assertThat(told).as("seed " + seed).isEqualTo(expected);
            assertThat(own.task(pc).state()).isEqualTo(TaskState.FAILED);
        }
    }

    @Test
    void aGapEndsTheRunOfThatComputerOnly() {
        ComputerId other = world.fleet.add("two", "a", Level.L1);
        world.deployments.accept(List.of(
                world.report(computer, 2, task, TaskState.STAGED),
                world.report(other, 1, "nothing", TaskState.STAGED)));
        assertThat(world.deployments.acknowledged(computer)).isZero();
        assertThat(world.deployments.acknowledged(other)).isEqualTo(1);
    }

    @Test
    void aReportOnAnotherComputersTaskChangesNothingAndIsAudited() {
        ComputerId thief = world.fleet.add("thief", "a", Level.L1);
        int version = world.store.tasks.get(task).version();
        world.audit.clear();
        for (int i = 1; i <= 1000; i++) {
            world.deployments.accept(List.of(world.report(thief, i, task, TaskState.SUCCEEDED)));
        }
        assertThat(world.store.tasks.get(task).version()).isEqualTo(version);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.STAGING);
        assertThat(world.audit).extracting(AuditEntry::action).containsExactly("report.foreign_task");
        assertThat(world.audit).extracting(AuditEntry::actor).containsExactly("computer:thief");
    }

    @Test
    void whatTheApplierRefusedStandsInTheAudit() {
        world.audit.clear();
        Reason refused = Reason.of("package.not_in_index", "packages", "libx=2");
        TaskReport report = new TaskReport(task, TaskState.FAILED, world.clock.instant(), List.of(refused), List.of());
        world.deployments.accept(List.of(new Numbered(computer, 1, report)));
        world.deployments.accept(List.of(new Numbered(computer, 1, report)));
        AuditEntry entry = onlyEntry();
        assertThat(entry.action()).isEqualTo("package.not_in_index");
        assertThat(entry.actor()).isEqualTo("computer:one");
        assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
        assertThat(entry.details())
                .containsOnly(entry("by", "computer"), entry("task", task), entry("packages", "libx=2"));
    }

    @Test
    void whatTheAgentRefusedIsAuditedAndTouchesNoTask() {
        world.audit.clear();
        int version = world.store.tasks.get(task).version();
        world.deployments.accept(List.of(refusal(1, "order.forged"), refusal(2, "order.replayed")));
        assertThat(world.deployments.acknowledged(computer)).isEqualTo(2);
        assertThat(world.store.tasks.get(task).version()).isEqualTo(version);
        assertThat(world.audit).extracting(AuditEntry::action).containsExactly("order.forged", "order.replayed");
        assertThat(world.audit.get(0).details()).doesNotContainKey("task").containsEntry("digest", "d");
    }

    @Test
    void aComputerThatReportsRefusalsWithoutEndDoesNotFloodTheAudit() {
        world.audit.clear();
        for (int i = 1; i <= 1000; i++) {
            world.deployments.accept(List.of(refusal(i, "order.made_up_" + i)));
        }
        assertThat(onlyEntry().action()).isEqualTo("order.refused");
        assertThat(onlyEntry().details()).containsEntry("code", "order.made_up_1");
    }

    @Test
    void aComputerWritesNoAuditActionOfItsOwnChoice() {
        world.audit.clear();
        world.deployments.accept(List.of(refusal(1, "login.failed"), refusal(2, "deployment.created")));
        assertThat(world.audit).isEmpty();
    }

    private AuditEntry onlyEntry() {
        assertThat(world.audit).hasSize(1);
        return world.audit.get(0);
    }

    private Numbered refusal(long sequence, String code) {
        List<Reason> reasons = List.of(Reason.of(code, "digest", "d"));
        return new Numbered(
                computer,
                sequence,
                new TaskReport(TaskReport.NO_TASK, TaskState.SKIPPED, world.clock.instant(), reasons, List.of()));
    }

    @Test
    void aReplayedReportHasNoEffect() {
        Numbered report = world.report(computer, 1, task, TaskState.STAGED);
        world.deployments.accept(List.of(report));
        int calls = world.store.calls;
        for (int i = 0; i < 1000; i++) {
            world.deployments.accept(List.of(report));
        }
        assertThat(world.store.calls).isEqualTo(calls);
    }

    @Test
    void aLateReportIsKeptInTheTraceOfATaskThatHasEnded() {
        world.says(computer, 1, TaskState.APPLYING);
        world.pass(Duration.ofHours(3));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        world.says(computer, 2, TaskState.SUCCEEDED);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.trace(computer)).endsWith("apply.no_word", "report.late");
        assertThat(world.deployments.acknowledged(computer)).isEqualTo(2);
    }

    @Test
    void statesThatAreNotAComputersToSayAreNotTaken() {
        world.says(computer, 1, TaskState.CANCELLED);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.STAGING);
        assertThat(world.trace(computer)).endsWith("report.not_allowed");
    }

    @Test
    void whatThePackageManagerNeedsInAdditionExtendsTheOrder() {
        world.fleet.offer("libnew", "1", "new");
        world.differs(computer, 1, change("libx", "1", "2"), change("libnew", "", "1"));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.PLANNED);
        assertThat(world.trace(computer)).contains("plan.extended").endsWith("plan.again");
        assertThat(world.takeOne(computer, 1).draft().packages())
                .extracting(Step::name)
                .containsExactly("libnew", "libx");
    }

    @Test
    void aComputerThatIsStillStagingMayAskForABetterOrder() {
        world.fleet.offer("libnew", "1", "new");
        world.deployments.accept(List.of(new Numbered(
                computer,
                1,
                new TaskReport(
                        task,
                        TaskState.STAGING,
                        world.clock.instant(),
                        List.of(Reason.of("plan.differs")),
                        List.of(change("libx", "1", "2"), change("libnew", "", "1"))))));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.PLANNED);
        assertThat(world.deployments.waiting(computer, 1)).isTrue();
    }

    @Test
    void anOrderThatRanOutOnTheComputerIsPlannedAnew() {
        world.says(computer, 1, TaskState.SKIPPED, "order.expired");
        assertThat(world.task(computer).state()).isEqualTo(TaskState.PLANNED);
        assertThat(world.takeOne(computer, 1).sequence()).isEqualTo(2);
    }

    @Test
    void aPlanThatNeverSettlesFails() {
        for (int round = 1; round <= 4; round++) {
            world.fleet.offer("lib" + round, "1", "s" + round);
            world.differs(computer, round, change("libx", "1", "2"), change("lib" + round, "", "1"));
            if (round <= 3) {
                world.takeOne(computer, round);
            }
        }
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.trace(computer)).endsWith("plan.unstable");
    }

    @Test
    void plansThatRemoveDowngradeOrBringUnknownThingsAreRefused() {
        world.fleet.offer("old", "1", "old");
        List<PlannedChange> bad = List.of(
                new PlannedChange("git", "amd64", Optional.of("1"), ""),
                change("old", "2", "1"),
                change("libx", "1", "3"),
                change("libx", "", "2"),
                change("evil", "", "1"));
        for (PlannedChange change : bad) {
            Work work = ordered();
            PlanReview.Verdict verdict = PlanReview.of(
                    work,
                    List.of(change),
                    Offers.to(world.fleet.inventories.get(computer), world.fleet, patch -> false));
            assertThat(verdict.work()).as(change.toString()).isEmpty();
            assertThat(verdict.why()).extracting(Reason::code).endsWith("plan.refused");
        }
        world.differs(computer, 1, change("libx", "1", "2"), change("evil", "", "1"));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.trace(computer)).endsWith("plan.refused");
    }

    @Test
    void theTraceIsBounded() {
        for (int i = 1; i <= 60; i++) {
            Reason loud = Reason.of("x".repeat(100), "y".repeat(300), "ü".repeat(2000));
            TaskReport report = new TaskReport(
                    task, TaskState.STAGING, world.clock.instant(), Collections.nCopies(50, loud), List.of());
            world.deployments.accept(List.of(new Numbered(computer, i, report)));
        }
        assertThat(world.task(computer).trace()).hasSizeLessThanOrEqualTo(Trace.MAX_ENTRIES);
        assertThat(world.trace(computer)).startsWith("task.planned");
        assertThat(world.store.tasks.get(task).trace())
                .hasSizeLessThanOrEqualTo(io.fettle.spi.store.DeploymentStore.TaskRow.MAX_TRACE);
    }

    private Work ordered() {
        return TaskCodec.work(world.store.works.get(world.store.tasks.get(task).work()));
    }

    private static PlannedChange change(String name, String from, String to) {
        return new PlannedChange(name, "amd64", Optional.of(from).filter(f -> !f.isEmpty()), to);
    }
}
