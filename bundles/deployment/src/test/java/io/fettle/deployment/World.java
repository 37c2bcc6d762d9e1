package io.fettle.deployment;

import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.change.Topic;
import io.fettle.api.deployment.Deployment;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.deployment.DeploymentsAdmin.Plan;
import io.fettle.api.deployment.OrderBook.NumberedOrder;
import io.fettle.api.deployment.Outcomes.Numbered;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.deployment.TraceEntry;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.PlannedChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A server's deployment bundle among fakes. */
final class World {
    static final Caller ADMIN = new Caller("ann", Role.ADMIN, Scope.all());
    static final Limits LIMITS = new Limits(
            Duration.ofHours(2),
            Duration.ofHours(24),
            Duration.ofHours(2),
            Duration.ofMinutes(30),
            Duration.ofDays(7),
            5,
            3);

    final MovingClock clock = new MovingClock();
    final MemoryDeploymentStore store = new MemoryDeploymentStore();
    final FakeFleet fleet = new FakeFleet(clock);
    final FakeApprovals approvals = new FakeApprovals();
    final List<AuditEntry> audit = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    StoredDeployments deployments = start();

    StoredDeployments start() {
        ChangeLog log = new ChangeLog() {
            @Override
            public long latest() {
                return changes.size();
            }

            @Override
            public List<Change> since(long revision, int max) {
                return changes.stream()
                        .filter(c -> c.revision() > revision)
                        .limit(max)
                        .toList();
            }
        };
        deployments = new StoredDeployments(
                store, fleet, fleet, new Supply(fleet, approvals), log, audit::add, LIMITS, clock);
        deployments.turn();
        return deployments;
    }

    Deployment deploy(PatchId... patches) {
        return deployments.create(
                new Plan("roll-out", Set.of(patches), false, Set.of(), Optional.empty(), Duration.ofDays(3)), ADMIN);
    }

    DeploymentTask task(ComputerId computer) {
        return deployments.tasksOf(computer, Scope.all()).get(0);
    }

    List<DeploymentTask> tasks(Deployment deployment) {
        return deployments
                .tasks(deployment.id(), Optional.empty(), Scope.all(), PageRequest.first(1000))
                .items();
    }

    NumberedOrder takeOne(ComputerId computer, long taken) {
        List<NumberedOrder> orders = deployments.take(computer, taken);
        if (orders.size() != 1) {
            throw new AssertionError("expected one order, got " + orders);
        }
        return orders.get(0);
    }

    void says(ComputerId computer, long sequence, TaskState state, String... reasons) {
        deployments.accept(List.of(report(computer, sequence, task(computer).id(), state, reasons)));
    }

    void differs(ComputerId computer, long sequence, PlannedChange... plan) {
        deployments.accept(List.of(new Numbered(
                computer,
                sequence,
                new TaskReport(
                        task(computer).id(),
                        TaskState.FAILED,
                        clock.instant(),
                        List.of(Reason.of("plan.differs")),
                        List.of(plan)))));
    }

    Numbered report(ComputerId computer, long sequence, String task, TaskState state, String... reasons) {
        List<Reason> why = new ArrayList<>();
        for (String reason : reasons) {
            why.add(Reason.of(reason));
        }
        return new Numbered(computer, sequence, new TaskReport(task, state, clock.instant(), why, List.of()));
    }

    /** The computer's inventory changed, and the bundle hears of it. */
    void inventory(ComputerId computer, boolean reboot, String... packages) {
        clock.advance(Duration.ofSeconds(1));
        fleet.report(computer, reboot, packages);
        news(computer);
    }

    void news(ComputerId computer) {
        changes.add(new Change(changes.size() + 1, Topic.COMPUTER, computer.value(), clock.instant()));
        deployments.turn();
    }

    void pass(Duration time) {
        clock.advance(time);
        deployments.turn();
    }

    List<String> trace(ComputerId computer) {
        return task(computer).trace().stream()
                .map(TraceEntry::reason)
                .map(Reason::code)
                .toList();
    }
}
