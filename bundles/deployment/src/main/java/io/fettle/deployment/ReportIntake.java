package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.deployment.Outcomes.Numbered;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.Inventory;
import io.fettle.spi.store.DeploymentStore;
import io.fettle.spi.store.DeploymentStore.CounterRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes reports exactly once: the counter that says so and the tasks that they change are one transaction. A report
 * without effect is counted as well, otherwise the computer would send it for ever.
 */
final class ReportIntake {
    private static final int MAX_REASONS = 20;
    private static final int MAX_PARAMETERS = 9;
    private static final String DIFFERS = "plan.differs";
    private static final String ORDER_EXPIRED = "order.expired";

    private final TaskBook book;
    private final DeploymentStore store;
    private final Deadlines deadlines;
    private final InventoryCheck check;
    private final Computers computers;
    private final Supply supply;
    private final Clock clock;
    private final ComputersRefusals refusals;

    ReportIntake(
            TaskBook book,
            DeploymentStore store,
            Deadlines deadlines,
            InventoryCheck check,
            Computers computers,
            Supply supply,
            Clock clock,
            ComputersRefusals refusals) {
        this.book = book;
        this.store = store;
        this.deadlines = deadlines;
        this.check = check;
        this.computers = computers;
        this.supply = supply;
        this.clock = clock;
        this.refusals = refusals;
    }

    void accept(List<Numbered> reports) {
        Set<ComputerId> senders = reports.stream().map(Numbered::computer).collect(Collectors.toSet());
        Map<ComputerId, Set<String>> strange = new HashMap<>();
        List<Numbered> taken = new ArrayList<>();
        book.change(senders, changes -> {
            Map<String, Task> ended = endedTasks(reports, changes);
            Set<ComputerId> stopped = new HashSet<>();
            for (Numbered numbered : reports) {
                CounterRow counted = changes.desk(numbered.computer()).counters();
                if (numbered.sequence() > counted.reports() + 1) {
                    stopped.add(numbered.computer());
                }
                if (numbered.sequence() == counted.reports() + 1 && !stopped.contains(numbered.computer())) {
                    apply(numbered, ended, changes)
                            .ifPresentOrElse(
                                    action -> strange.computeIfAbsent(numbered.computer(), c -> new HashSet<>())
                                            .add(action),
                                    () -> taken.add(numbered));
                    changes.count(new CounterRow(numbered.computer(), counted.orders(), numbered.sequence()));
                }
            }
            return true;
        });
        strange.forEach((computer, actions) -> actions.forEach(action -> refusals.of(computer, action)));
        taken.forEach(refusals::in);
    }

    /** Tasks that are spoken of but not open: ended ones, or those of another computer. */
    private Map<String, Task> endedTasks(List<Numbered> reports, Changes changes) {
        Set<String> ids = new HashSet<>();
        for (Numbered numbered : reports) {
            Desk desk = changes.desk(numbered.computer());
            String id = numbered.report().taskId();
            boolean isNew = numbered.sequence() > desk.counters().reports();
            if (isNew && !id.equals(TaskReport.NO_TASK) && desk.find(id).isEmpty()) {
                ids.add(id);
            }
        }
        return ids.isEmpty()
                ? Map.of()
                : store.tasksById(ids).stream().map(Task::of).collect(Collectors.toMap(Task::id, t -> t));
    }

    /** @return an audit action where the report is about a task that is not this computer's */
    private Optional<String> apply(Numbered numbered, Map<String, Task> ended, Changes changes) {
        TaskReport report = numbered.report();
        if (report.taskId().equals(TaskReport.NO_TASK)) {
            return Optional.empty();
        }
        Optional<Task> open = changes.desk(numbered.computer()).find(report.taskId());
        if (open.isPresent()) {
            Task becomes = next(open.get(), report, changes);
            changes.put(open.get(), becomes);
            return Optional.empty();
        }
        Task late = changes.pending(report.taskId()).orElse(ended.get(report.taskId()));
        if (late == null) {
            return Optional.of("report.unknown_task");
        }
        if (!late.computer().equals(numbered.computer())) {
            return Optional.of("report.foreign_task");
        }
        if (late.state().open()) {
            throw new IllegalStateException("Task " + late.id() + " is open in the store and not in memory");
        }
        Reason why = Reason.of(
                "report.late",
                "state",
                report.state().map(Enum::name).orElse("?"),
                "at",
                report.at().toString());
        changes.put(late, late.noted(why, clock.instant()));
        return Optional.empty();
    }

    private Task next(Task task, TaskReport report, Changes changes) {
        Instant now = clock.instant();
        if (!report.plan().isEmpty() && says(report, DIFFERS) && Transitions.allowed(task.state(), TaskState.PLANNED)) {
            // Whatever state it calls that: the computer has changed nothing and asks for a better order.
            return review(told(task, report, now), report, changes, now);
        }
        // A word of a newer computer's is noted; what it means for the task is not guessed, its deadline stays.
        return report.state()
                .map(state -> next(task, state, report, changes, now))
                .orElseGet(() -> told(task, report, now));
    }

    private Task next(Task task, TaskState state, TaskReport report, Changes changes, Instant now) {
        return switch (state) {
            case STAGING, STAGED, APPLYING, VERIFYING, REBOOT_PENDING -> progress(task, state, report, changes, now);
            case SUCCEEDED -> claimed(task, report, changes, now);
            case FAILED, SKIPPED -> ended(task, state, report, now);
            case PLANNED, WAITING_WINDOW, NOTIFIED, POSTPONED, EXPIRED, CANCELLED ->
                task.noted(Reason.of("report.not_allowed", "state", state.name()), now);
        };
    }

    private Task progress(Task task, TaskState state, TaskReport report, Changes changes, Instant now) {
        Task told = told(task, report, now);
        if (task.state() == state) {
            return deadlines.renew(told, now);
        }
        Task moved = move(told, state, said(state, report), now);
        return moved.state() == TaskState.REBOOT_PENDING ? check.check(moved, changes.work(moved)) : moved;
    }

    private Task claimed(Task task, TaskReport report, Changes changes, Instant now) {
        Task told = told(task, report, now);
        Task verifying = task.state() == TaskState.VERIFYING
                ? told.noted(said(TaskState.SUCCEEDED, report), now)
                : move(told, TaskState.VERIFYING, said(TaskState.SUCCEEDED, report), now);
        return verifying.state() == TaskState.VERIFYING ? check.check(verifying, changes.work(verifying)) : verifying;
    }

    private Task ended(Task task, TaskState state, TaskReport report, Instant now) {
        Task told = told(task, report, now);
        boolean orderExpired = state == TaskState.SKIPPED && says(report, ORDER_EXPIRED);
        return orderExpired && Transitions.allowed(task.state(), TaskState.PLANNED)
                ? deadlines.again(told, ORDER_EXPIRED, now)
                : move(told, state, said(state, report), now);
    }

    private static boolean says(TaskReport report, String code) {
        return report.reasons().stream().anyMatch(r -> r.code().equals(code));
    }

    private Task review(Task task, TaskReport report, Changes changes, Instant now) {
        if (task.rounds() >= deadlines.limits().rounds()) {
            Reason why = Reason.of("plan.unstable", "rounds", Integer.toString(task.rounds()));
            return move(task, TaskState.FAILED, why, now);
        }
        Optional<Computer> computer = computers.find(task.computer(), Scope.all());
        Optional<Inventory> inventory = computers.inventory(task.computer(), Scope.all());
        if (computer.isEmpty() || inventory.isEmpty()) {
            return move(task, TaskState.FAILED, Reason.of("computer.removed"), now);
        }
        PlanReview.Verdict verdict =
                PlanReview.of(changes.work(task), report.plan(), supply.to(computer.get(), inventory.get()));
        if (verdict.work().isEmpty()) {
            return move(task, TaskState.FAILED, verdict.why().get(verdict.why().size() - 1), now);
        }
        Task extended = task.extended(changes.add(verdict.work().get()));
        for (Reason why :
                verdict.why().subList(0, Math.min(MAX_REASONS, verdict.why().size()))) {
            extended = extended.noted(why, now);
        }
        return move(
                extended,
                TaskState.PLANNED,
                Reason.of("plan.again", "round", Integer.toString(extended.rounds())),
                now);
    }

    private Task move(Task task, TaskState next, Reason why, Instant now) {
        return Transitions.allowed(task.state(), next)
                ? deadlines.move(task, next, why, now)
                : task.noted(Reason.of("report.out_of_order", "state", next.name()), now);
    }

    private static Task told(Task task, TaskReport report, Instant now) {
        Task told = task;
        List<Reason> reasons = report.reasons();
        for (Reason reason : reasons.subList(Math.max(0, reasons.size() - MAX_REASONS), reasons.size())) {
            told = told.noted(byComputer(reason), now);
        }
        return told;
    }

    /** What a computer says is marked as such, so that it cannot pass for what the server found. */
    private static Reason byComputer(Reason reason) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("by", "computer");
        reason.parameters().entrySet().stream()
                .limit(MAX_PARAMETERS)
                .forEach(p -> parameters.putIfAbsent(p.getKey(), p.getValue()));
        return new Reason(reason.code(), parameters);
    }

    private static Reason said(TaskState state, TaskReport report) {
        return Reason.of(
                "report." + state.name().toLowerCase(Locale.ROOT),
                "at",
                report.at().toString());
    }
}
