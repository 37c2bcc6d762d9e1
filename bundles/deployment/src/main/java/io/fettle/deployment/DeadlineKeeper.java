package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes tasks out of states whose deadline has passed. */
final class DeadlineKeeper {
    private static final int GROUP = 500;

    private final TaskBook book;
    private final Deadlines deadlines;
    private final InventoryCheck check;
    private final Clock clock;

    DeadlineKeeper(TaskBook book, Deadlines deadlines, InventoryCheck check, Clock clock) {
        this.book = book;
        this.deadlines = deadlines;
        this.check = check;
        this.clock = clock;
    }

    void sweep() {
        book.recover();
        Instant now = clock.instant();
        List<ComputerId> due = book.computersWith(task -> isDue(task, now));
        for (int from = 0; from < due.size(); from += GROUP) {
            List<ComputerId> group = due.subList(from, Math.min(due.size(), from + GROUP));
            book.change(group, changes -> {
                group.forEach(computer -> sweep(computer, now, changes));
                return true;
            });
        }
        book.endFinished();
        book.trim();
    }

    private void sweep(ComputerId computer, Instant now, Changes changes) {
        for (Task task : changes.desk(computer).open()) {
            if (isDue(task, now)) {
                changes.put(task, overdue(task, changes, now));
            }
        }
    }

    private static boolean isDue(Task task, Instant now) {
        return task.deadline().filter(d -> !d.isAfter(now)).isPresent();
    }

    private Task overdue(Task task, Changes changes, Instant now) {
        return switch (task.state()) {
            case PLANNED, WAITING_WINDOW, NOTIFIED, POSTPONED -> expired(task, now);
            case STAGING -> deadlines.again(task, "staging.no_word", now);
            case STAGED -> deadlines.again(task, "order.expired", now);
            case APPLYING -> task.to(TaskState.FAILED, Reason.of("apply.no_word"), now, Optional.empty());
            case VERIFYING, REBOOT_PENDING -> check.checkLast(task, changes.work(task));
            case SUCCEEDED, FAILED, SKIPPED, EXPIRED, CANCELLED -> task;
        };
    }

    private static Task expired(Task task, Instant now) {
        return task.to(TaskState.EXPIRED, Reason.of("deployment.expired"), now, Optional.empty());
    }
}
