package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.spi.store.DeploymentStore.TaskRow;
import java.time.Instant;
import java.util.Optional;

/**
 * One deployment on one computer, as it is or as it shall become. Immutable.
 *
 * @param version of the stored row that this was read from or written to; 0 for a new one
 */
record Task(
        String id,
        String deploymentId,
        ComputerId computer,
        String officeId,
        Digest work,
        TaskState state,
        Instant createdAt,
        Instant since,
        Optional<Instant> deadline,
        int attempts,
        int rounds,
        int orders,
        long orderSequence,
        int version,
        Trace trace) {
    static Task planned(
            String id,
            String deploymentId,
            ComputerId computer,
            String officeId,
            Digest work,
            Instant now,
            Instant deadline) {
        return new Task(
                id,
                deploymentId,
                computer,
                officeId,
                work,
                TaskState.PLANNED,
                now,
                now,
                Optional.of(deadline),
                0,
                0,
                0,
                0,
                0,
                Trace.EMPTY);
    }

    static Task of(TaskRow row) {
        return new Task(
                row.id(),
                row.deploymentId(),
                row.computer(),
                row.officeId(),
                row.work(),
                row.state(),
                row.createdAt(),
                row.since(),
                row.deadline(),
                row.attempts(),
                row.rounds(),
                row.orders(),
                row.orderSequence(),
                row.version(),
                TaskCodec.trace(row.trace()));
    }

    TaskRow row() {
        return new TaskRow(
                id,
                deploymentId,
                computer,
                officeId,
                work,
                state,
                createdAt,
                since,
                deadline,
                attempts,
                rounds,
                orders,
                orderSequence,
                version,
                TaskCodec.trace(trace));
    }

    DeploymentTask shown(Work itsWork) {
        return new DeploymentTask(
                id,
                deploymentId,
                computer,
                itsWork.patches(),
                state,
                since,
                deadline,
                Transitions.decidesNext(state),
                trace.entries());
    }

    /** Into another state. @param until empty for a final state, and only then */
    Task to(TaskState next, Reason why, Instant now, Optional<Instant> until) {
        if (!Transitions.allowed(state, next) || next.open() != until.isPresent()) {
            throw new IllegalStateException("Task " + id + " cannot go from " + state + " to " + next);
        }
        return copy(next, now, until, attempts, rounds, orders, orderSequence, work, trace.with(now, next, why));
    }

    Task noted(Reason why, Instant now) {
        return copy(state, since, deadline, attempts, rounds, orders, orderSequence, work, trace.with(now, state, why));
    }

    Task renewed(Instant until) {
        return copy(state, since, Optional.of(until), attempts, rounds, orders, orderSequence, work, trace);
    }

    Task attempted() {
        return copy(state, since, deadline, attempts + 1, rounds, orders, orderSequence, work, trace);
    }

    Task extended(Digest newWork) {
        return copy(state, since, deadline, attempts, rounds + 1, orders, orderSequence, newWork, trace);
    }

    Task narrowed(Digest newWork) {
        return copy(state, since, deadline, attempts, rounds, orders, orderSequence, newWork, trace);
    }

    Task ordered(long sequence) {
        return copy(state, since, deadline, attempts, rounds, orders + 1, sequence, work, trace);
    }

    Task written(int newVersion) {
        return new Task(
                id,
                deploymentId,
                computer,
                officeId,
                work,
                state,
                createdAt,
                since,
                deadline,
                attempts,
                rounds,
                orders,
                orderSequence,
                newVersion,
                trace);
    }

    private Task copy(
            TaskState newState,
            Instant newSince,
            Optional<Instant> newDeadline,
            int newAttempts,
            int newRounds,
            int newOrders,
            long newSequence,
            Digest newWork,
            Trace newTrace) {
        return new Task(
                id,
                deploymentId,
                computer,
                officeId,
                newWork,
                newState,
                createdAt,
                newSince,
                newDeadline,
                newAttempts,
                newRounds,
                newOrders,
                newSequence,
                version,
                newTrace);
    }
}
