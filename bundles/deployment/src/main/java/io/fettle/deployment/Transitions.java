package io.fettle.deployment;

import static io.fettle.api.deployment.TaskState.APPLYING;
import static io.fettle.api.deployment.TaskState.CANCELLED;
import static io.fettle.api.deployment.TaskState.EXPIRED;
import static io.fettle.api.deployment.TaskState.FAILED;
import static io.fettle.api.deployment.TaskState.NOTIFIED;
import static io.fettle.api.deployment.TaskState.PLANNED;
import static io.fettle.api.deployment.TaskState.POSTPONED;
import static io.fettle.api.deployment.TaskState.REBOOT_PENDING;
import static io.fettle.api.deployment.TaskState.SKIPPED;
import static io.fettle.api.deployment.TaskState.STAGED;
import static io.fettle.api.deployment.TaskState.STAGING;
import static io.fettle.api.deployment.TaskState.SUCCEEDED;
import static io.fettle.api.deployment.TaskState.VERIFYING;
import static io.fettle.api.deployment.TaskState.WAITING_WINDOW;

import io.fettle.api.deployment.Decider;
import io.fettle.api.deployment.TaskState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The task's state machine, as a table. A computer may be further than the last word that reached us, so a state leads to
 * all later ones; nothing leads out of a final state, and nothing but a verified inventory leads to SUCCEEDED.
 */
final class Transitions {
    private static final Map<TaskState, Set<TaskState>> ALLOWED = new EnumMap<>(TaskState.class);

    static {
        Set<TaskState> working = EnumSet.of(STAGING, STAGED, APPLYING, VERIFYING, REBOOT_PENDING);
        allow(PLANNED, working, WAITING_WINDOW, FAILED, SKIPPED, EXPIRED, CANCELLED);
        allow(WAITING_WINDOW, working, PLANNED, FAILED, SKIPPED, EXPIRED, CANCELLED);
        allow(STAGING, working, PLANNED, FAILED, SKIPPED, EXPIRED, CANCELLED);
        allow(STAGED, working, PLANNED, NOTIFIED, FAILED, SKIPPED, EXPIRED, CANCELLED);
        allow(NOTIFIED, Set.of(APPLYING, VERIFYING), POSTPONED, FAILED, SKIPPED, EXPIRED, CANCELLED);
        allow(POSTPONED, Set.of(APPLYING, VERIFYING), NOTIFIED, FAILED, SKIPPED, EXPIRED, CANCELLED);
        // From here on the computer is being changed: no cancelling, no expiry, and PLANNED only for a differing plan,
        // which the applier finds before it changes anything.
        allow(APPLYING, Set.of(VERIFYING, REBOOT_PENDING), PLANNED, FAILED, SKIPPED);
        allow(VERIFYING, Set.of(REBOOT_PENDING), SUCCEEDED, FAILED);
        allow(REBOOT_PENDING, Set.of(VERIFYING), SUCCEEDED, FAILED);
    }

    private Transitions() {}

    private static void allow(TaskState from, Set<TaskState> to, TaskState... more) {
        EnumSet<TaskState> all = EnumSet.copyOf(to);
        all.addAll(Set.of(more));
        all.remove(from);
        ALLOWED.put(from, all);
    }

    static boolean allowed(TaskState from, TaskState to) {
        return ALLOWED.getOrDefault(from, Set.of()).contains(to);
    }

    /** Whether the computer is not yet being changed: such a task may be cancelled. */
    static boolean untouched(TaskState state) {
        return allowed(state, CANCELLED);
    }

    static Decider decidesNext(TaskState state) {
        return switch (state) {
            case PLANNED, WAITING_WINDOW, STAGING, STAGED, NOTIFIED, POSTPONED, APPLYING, REBOOT_PENDING ->
                Decider.COMPUTER;
            case VERIFYING -> Decider.SERVER;
            case SUCCEEDED, FAILED, SKIPPED, EXPIRED, CANCELLED -> Decider.NOBODY;
        };
    }
}
