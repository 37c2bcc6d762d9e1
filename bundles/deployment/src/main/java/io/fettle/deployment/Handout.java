package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.deployment.OrderBook.NumberedOrder;
import io.fettle.api.deployment.OrderDraft;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.spi.store.DeploymentStore.CounterRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hands out the order whose turn it is, with a number that is durable before anybody sees it. */
final class Handout {
    /** A computer that claims to have taken more than this beyond what was given is not believed. */
    private static final long BELIEVABLE_LEAD = 1_000_000;

    private final TaskBook book;
    private final Deadlines deadlines;
    private final Computers computers;
    private final Supply supply;
    private final Clock clock;

    Handout(TaskBook book, Deadlines deadlines, Computers computers, Supply supply, Clock clock) {
        this.book = book;
        this.deadlines = deadlines;
        this.computers = computers;
        this.supply = supply;
        this.clock = clock;
    }

    boolean waiting(ComputerId computer, long taken) {
        return book.desk(computer).turn().filter(t -> Desk.waits(t, taken)).isPresent();
    }

    List<NumberedOrder> take(ComputerId computer, long taken) {
        Optional<Computer> active =
                computers.find(computer, Scope.all()).filter(c -> c.state() == Computer.State.ACTIVE);
        if (active.isEmpty() || !waiting(computer, taken)) {
            return List.of();
        }
        Optional<Inventory> inventory = computers.inventory(computer, Scope.all());
        if (inventory.isEmpty()) {
            return List.of();
        }
        Offers offers = supply.to(active.get(), inventory.get());
        return book.change(List.of(computer), changes -> take(computer, taken, inventory.get(), offers, changes));
    }

    private List<NumberedOrder> take(
            ComputerId computer, long taken, Inventory inventory, Offers offers, Changes changes) {
        while (true) {
            Optional<Task> turn = changes.desk(computer).turn().filter(t -> Desk.waits(t, taken));
            if (turn.isEmpty()) {
                return List.of();
            }
            Task task = turn.get();
            Optional<Task> narrowed = narrow(task, inventory, offers, changes);
            if (narrowed.isPresent()) {
                return List.of(number(task, narrowed.get(), taken, offers.ecosystem(), changes));
            }
        }
    }

    /** The task with what is left of its work; empty where it has just ended. */
    private Optional<Task> narrow(Task task, Inventory inventory, Offers offers, Changes changes) {
        Instant now = clock.instant();
        if (!book.expiry(task).isAfter(now)) {
            changes.put(task, deadlines.move(task, TaskState.EXPIRED, Reason.of("deployment.expired"), now));
            return Optional.empty();
        }
        if (inventory.facts().level() == Level.L0) {
            changes.put(task, deadlines.move(task, TaskState.SKIPPED, Reason.of("level.l0"), now));
            return Optional.empty();
        }
        if (task.orders() >= Limits.MAX_ORDERS) {
            changes.put(task, deadlines.move(task, TaskState.FAILED, Reason.of("order.not_taken"), now));
            return Optional.empty();
        }
        Work work = changes.work(task);
        Verification installed = new Verification(inventory.packages());
        List<Step> left = work.steps().stream().filter(s -> !installed.shows(s)).toList();
        if (left.isEmpty()) {
            changes.put(task, deadlines.move(task, TaskState.SKIPPED, Reason.of("patch.installed_already"), now));
            return Optional.empty();
        }
        // Declined since it was planned: what needs it fails at the computer's own plan, and says so.
        List<Step> declined = left.stream().filter(offers::declines).toList();
        List<Step> allowed = left.stream().filter(s -> !declined.contains(s)).toList();
        if (allowed.isEmpty()) {
            changes.put(task, deadlines.move(task, TaskState.SKIPPED, declined(declined.get(0)), now));
            return Optional.empty();
        }
        Optional<Step> gone = allowed.stream().filter(s -> !offers.has(s)).findFirst();
        if (gone.isPresent()) {
            Reason why = Reason.of(
                    "patch.superseded",
                    "package",
                    gone.get().name(),
                    "version",
                    gone.get().to());
            changes.put(task, deadlines.move(task, TaskState.SKIPPED, why, now));
            return Optional.empty();
        }
        return Optional.of(
                allowed.size() == work.steps().size() ? task : narrowed(task, work, allowed, declined, changes));
    }

    private Task narrowed(Task task, Work work, List<Step> left, List<Step> declined, Changes changes) {
        Instant now = clock.instant();
        Task narrowed = task.narrowed(changes.add(new Work(work.patches(), left)));
        for (Step step : declined) {
            narrowed = narrowed.noted(declined(step), now);
        }
        return narrowed.noted(Reason.of("plan.narrowed", "packages", Integer.toString(left.size())), now);
    }

    private static Reason declined(Step step) {
        return Reason.of("patch.declined", "package", step.name(), "version", step.to());
    }

    private NumberedOrder number(Task was, Task task, long taken, String ecosystem, Changes changes) {
        Instant now = clock.instant();
        CounterRow counted = changes.desk(task.computer()).counters();
        // A server restored from a backup may have counted less than the computer has seen.
        long last = taken - counted.orders() <= BELIEVABLE_LEAD ? Math.max(counted.orders(), taken) : counted.orders();
        long sequence = last + 1;
        Reason why = Reason.of("order.handed_out", "sequence", Long.toString(sequence));
        Task ordered = task.ordered(sequence);
        Task becomes = ordered.state() == TaskState.STAGING
                ? deadlines.renew(ordered, now).noted(why, now)
                : deadlines.move(ordered, TaskState.STAGING, why, now);
        changes.count(new CounterRow(task.computer(), sequence, counted.reports()));
        changes.put(was, becomes);
        return new NumberedOrder(
                sequence,
                new OrderDraft(
                        task.id(), changes.work(becomes).steps(), deadlines.orderNotAfter(becomes, now), ecosystem));
    }
}
