package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.spi.store.DeploymentStore;
import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The parts that work on open tasks, once they are loaded. */
record Engine(
        TaskBook book, Handout handout, ReportIntake intake, InventoryCheck check, DeadlineKeeper keeper, Clock clock) {
    private static final int GROUP = 500;

    static Engine load(
            DeploymentStore store,
            Limits limits,
            Computers computers,
            Supply supply,
            Clock clock,
            ComputersRefusals refusals) {
        TaskBook book = TaskBook.load(store, clock);
        Deadlines deadlines = new Deadlines(book, limits);
        InventoryCheck check = new InventoryCheck(book, deadlines, computers, clock);
        Engine engine = new Engine(
                book,
                new Handout(book, deadlines, computers, supply, clock),
                new ReportIntake(book, store, deadlines, check, computers, supply, clock, refusals),
                check,
                new DeadlineKeeper(book, deadlines, check, clock),
                clock);
        // The server may have stopped in the middle of cancelling.
        book.openDeployments().stream()
                .filter(DeploymentRow::cancelled)
                .forEach(row -> engine.cancelTasks(row.id(), Scope.all()));
        return engine;
    }

    /** Looks at everything that waits for an inventory: news may have been missed while this server was down. */
    void checkAll() {
        book.computersWith(InventoryCheck::concerns).forEach(check::computerChanged);
    }

    void cancelTasks(String deployment, Scope scope) {
        List<ComputerId> computers = book.computersWith(t -> cancellable(t, deployment, scope));
        for (int from = 0; from < computers.size(); from += GROUP) {
            List<ComputerId> some = computers.subList(from, Math.min(computers.size(), from + GROUP));
            book.change(some, changes -> {
                some.forEach(computer -> cancel(deployment, scope, computer, changes));
                return true;
            });
        }
    }

    private void cancel(String deployment, Scope scope, ComputerId computer, Changes changes) {
        for (Task task : changes.desk(computer).open()) {
            if (cancellable(task, deployment, scope)) {
                Reason why = Reason.of("deployment.cancelled");
                changes.put(task, task.to(TaskState.CANCELLED, why, clock.instant(), Optional.empty()));
            }
        }
    }

    private static boolean cancellable(Task task, String deployment, Scope scope) {
        return task.deploymentId().equals(deployment)
                && Transitions.untouched(task.state())
                && scope.sees(task.officeId());
    }
}
