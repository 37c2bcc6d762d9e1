package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.assessment.Finding;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A success counts when the computer's inventory shows it, not when the computer says it. Looks at the inventory that is
 * here now: one taken in before the claim can prove it, but only a later one can refute it.
 */
final class InventoryCheck {
    /** The trace entry by which a computer's claim of success is known. */
    static final String CLAIMED = "report.succeeded";

    /** The trace entry by which it is known that an advisory suggests a reboot. */
    static final String REBOOT_SUGGESTED = Finding.suggestion(Aftermath.REBOOT);

    private final TaskBook book;
    private final Deadlines deadlines;
    private final Computers computers;
    private final Clock clock;

    InventoryCheck(TaskBook book, Deadlines deadlines, Computers computers, Clock clock) {
        this.book = book;
        this.deadlines = deadlines;
        this.computers = computers;
        this.clock = clock;
    }

    static boolean concerns(Task task) {
        return task.state() == TaskState.VERIFYING || task.state() == TaskState.REBOOT_PENDING;
    }

    /** A computer's inventory or state changed. */
    void computerChanged(ComputerId id) {
        List<Task> open = book.desk(id).open();
        if (open.isEmpty()) {
            return;
        }
        Optional<Computer> computer = computers.find(id, Scope.all());
        if (computer.filter(c -> c.state() != Computer.State.REMOVED).isEmpty()) {
            book.change(List.of(id), changes -> endAll(id, changes));
        } else if (open.stream().anyMatch(InventoryCheck::concerns)) {
            book.change(List.of(id), changes -> checkAll(id, changes));
        }
    }

    private boolean checkAll(ComputerId id, Changes changes) {
        for (Task task : changes.desk(id).open()) {
            if (concerns(task)) {
                Task checked = check(task, changes.work(task));
                if (checked != task) {
                    changes.put(task, checked);
                }
            }
        }
        return true;
    }

    private boolean endAll(ComputerId id, Changes changes) {
        for (Task task : changes.desk(id).open()) {
            TaskState end = Transitions.untouched(task.state()) ? TaskState.CANCELLED : TaskState.FAILED;
            changes.put(task, deadlines.move(task, end, Reason.of("computer.removed"), clock.instant()));
        }
        return true;
    }

    /** The same task where nothing can be said yet. */
    Task check(Task task, Work work) {
        Optional<Computer> computer = computers.find(task.computer(), Scope.all());
        List<Step> lacking = new Verification(computers.packages(task.computer(), Scope.all())).lacking(work);
        Instant now = clock.instant();
        if (lacking.isEmpty()) {
            boolean waitsForReboot = task.state() == TaskState.REBOOT_PENDING
                    && computer.flatMap(Computer::facts)
                            .map(ComputerFacts::rebootRequired)
                            .orElse(true);
            return waitsForReboot ? task : deadlines.move(task, TaskState.SUCCEEDED, installed(task, computer), now);
        }
        boolean newer = computer.flatMap(Computer::inventoryAt)
                .filter(at -> at.isAfter(task.since()))
                .isPresent();
        boolean claimed =
                task.state() == TaskState.REBOOT_PENDING || task.trace().has(CLAIMED);
        return newer && claimed ? notInstalled(task, lacking, now) : task;
    }

    /** That all is there, and whether it is in use; a reboot that the task waited for has been. */
    private static Reason installed(Task task, Optional<Computer> computer) {
        boolean required = computer.flatMap(Computer::facts)
                .filter(ComputerFacts::rebootRequired)
                .isPresent();
        if (required) {
            return Reason.of("verify.installed_reboot_required");
        }
        return task.trace()
                .find(REBOOT_SUGGESTED)
                .filter(reason -> task.state() != TaskState.REBOOT_PENDING && !saidByComputer(reason))
                .map(reason -> new Reason("verify.installed_reboot_suggested", reason.parameters()))
                .orElseGet(() -> Reason.of("verify.installed"));
    }

    private static boolean saidByComputer(Reason reason) {
        return reason.parameters().containsKey("by");
    }

    /** At the deadline: what is here now decides. */
    Task checkLast(Task task, Work work) {
        Task checked = check(task, work);
        if (!checked.state().open()) {
            return checked;
        }
        Instant now = clock.instant();
        List<Step> lacking = new Verification(computers.packages(task.computer(), Scope.all())).lacking(work);
        return lacking.isEmpty()
                ? deadlines.move(task, TaskState.FAILED, Reason.of("reboot.not_done"), now)
                : notInstalled(task, lacking, now);
    }

    private Task notInstalled(Task task, List<Step> lacking, Instant now) {
        Reason why = Reason.of(
                "verify.not_installed", "package", lacking.get(0).name(), "lacking", Integer.toString(lacking.size()));
        return deadlines.move(task, TaskState.FAILED, why, now);
    }
}
