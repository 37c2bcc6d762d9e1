package io.fettle.api.deployment;

import io.fettle.api.Reason;
import io.fettle.api.inventory.PlannedChange;
import java.time.Instant;
import java.util.List;

/**
 * A computer says how far a task is.
 *
 * @param state STAGING, STAGED, APPLYING, VERIFYING, REBOOT_PENDING, SUCCEEDED, FAILED or SKIPPED
 * @param reasons why, newest last
 * @param plan where the computer's package manager plans more than the order holds: what it plans
 */
public record TaskReport(String taskId, TaskState state, Instant at, List<Reason> reasons, List<PlannedChange> plan) {
    public TaskReport {
        reasons = List.copyOf(reasons);
        plan = List.copyOf(plan);
    }
}
