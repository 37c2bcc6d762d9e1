package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Until when a task may stay in a state. What happens then stands in {@link DeadlineKeeper}. */
final class Deadlines {
    private final TaskBook book;
    private final Limits limits;

    Deadlines(TaskBook book, Limits limits) {
        this.book = book;
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    Task move(Task task, TaskState next, Reason why, Instant now) {
        return task.to(next, why, now, until(task, next, now));
    }

    /** Another attempt, where there is time and patience left for one. */
    Task again(Task task, String why, Instant now) {
        if (!book.expiry(task).isAfter(now)) {
            return move(task, TaskState.EXPIRED, Reason.of("deployment.expired"), now);
        }
        Task tried = task.attempted();
        Reason reason = Reason.of(why, "attempt", Integer.toString(tried.attempts()));
        return move(tried, tried.attempts() >= limits.attempts() ? TaskState.FAILED : TaskState.PLANNED, reason, now);
    }

    /** A sign of life in the same state: the deadline moves on, but not for ever. */
    Task renew(Task task, Instant now) {
        Instant latest = task.since().plus(Limits.LONGEST_STATE);
        return until(task, task.state(), now)
                .map(until -> task.renewed(earlier(until, latest)))
                .orElse(task);
    }

    /** When an order handed out now may no longer be begun. */
    Instant orderNotAfter(Task task, Instant now) {
        return earlier(now.plus(limits.order()), book.expiry(task));
    }

    private Optional<Instant> until(Task task, TaskState state, Instant now) {
        return switch (state) {
            case PLANNED, WAITING_WINDOW, NOTIFIED, POSTPONED -> Optional.of(book.expiry(task));
            case STAGING -> Optional.of(earlier(now.plus(limits.staging()), book.expiry(task)));
            case STAGED -> Optional.of(earlier(now.plus(limits.order()), book.expiry(task)));
            case APPLYING -> after(now, limits.applying());
            case VERIFYING -> after(now, limits.verifying());
            case REBOOT_PENDING -> after(now, limits.reboot());
            case SUCCEEDED, FAILED, SKIPPED, EXPIRED, CANCELLED -> Optional.empty();
        };
    }

    private static Optional<Instant> after(Instant now, Duration time) {
        return Optional.of(now.plus(time));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
