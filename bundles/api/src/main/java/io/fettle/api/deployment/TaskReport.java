package io.fettle.api.deployment;

import io.fettle.api.Reason;
import io.fettle.api.inventory.PlannedChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A computer says how far a task is, or, under {@link #NO_TASK}, what it refused: an order that cannot be believed cannot
 * be believed in the task that it names either.
 *
 * @param state STAGING, STAGED, APPLYING, VERIFYING, REBOOT_PENDING, SUCCEEDED, FAILED or SKIPPED; empty where a newer computer
 *     says what is not known here, and the last reason says which word
 * @param reasons why, newest last
 * @param plan where the computer's package manager plans more than the order holds: what it plans
 */
public record TaskReport(
        String taskId, Optional<TaskState> state, Instant at, List<Reason> reasons, List<PlannedChange> plan) {
    /** Stands where a task's id would; no task has it. A server that does not know it counts the report as any other. */
    public static final String NO_TASK = "-";

    public TaskReport {
        reasons = List.copyOf(reasons);
        plan = List.copyOf(plan);
    }

    public TaskReport(String taskId, TaskState state, Instant at, List<Reason> reasons, List<PlannedChange> plan) {
        this(taskId, Optional.of(state), at, reasons, plan);
    }
}
