package io.fettle.spi.store;

import io.fettle.api.Digest;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps deployments, their tasks, and how far each computer's orders and reports are counted. The deployment bundle is
 * the only caller: it reads what is open once at start and works from memory afterwards; ended tasks are read page by
 * page. Where a read takes a scope, only tasks of visible offices count, and a deployment is visible by its tasks.
 * Thread-safe; blocks.
 */
public interface DeploymentStore {
    /** Hands over every task in an open state, in any order. */
    void readOpenTasks(Consumer<TaskRow> reader);

    /** Hands over every computer's counters, in any order. */
    void readCounters(Consumer<CounterRow> reader);

    /** Those of these computers' counters that there are. @param computers at most 1,000 */
    List<CounterRow> counters(Set<ComputerId> computers);

    /** Deployments that have not ended. */
    List<DeploymentRow> openDeployments();

    Optional<DeploymentRow> deployment(String id, Scope scope);

    /** Newest first. */
    Page<DeploymentRow> deployments(Scope scope, PageRequest page);

    /** How many visible tasks of each of these deployments are in which state; one without any is absent. */
    Map<String, Map<TaskState, Long>> counts(Set<String> deployments, Scope scope);

    /** Which work plans the visible tasks of each of these deployments have; one without any is absent. */
    Map<String, Set<Digest>> works(Set<String> deployments, Scope scope);

    /** Tasks of a deployment, by task id. */
    Page<TaskRow> tasks(String deployment, Optional<TaskState> state, Scope scope, PageRequest page);

    /** The newest tasks of a computer (by {@code createdAt}), newest first. @param max 1 to 1,000 */
    List<TaskRow> tasksOf(ComputerId computer, Scope scope, int max);

    /** Those of these tasks that there are, in any state. @param ids at most 1,000 */
    List<TaskRow> tasksById(Set<String> ids);

    /** Those of these work plans that there are. */
    Map<Digest, byte[]> works(Set<Digest> digests);

    /**
     * Writes all of it in one transaction, durable when this returns, or nothing of it. Calls from several threads may
     * share a commit.
     *
     * @throws io.fettle.api.FettleException where a version or counter is not the expected one: somebody else wrote
     */
    void write(Batch batch);

    /**
     * What changes together. All lists may be empty.
     *
     * @param deployments added, or replaced where known
     * @param works added; one that is there already is left as it is
     * @param tasks added with version 1; replaced where the stored version is one less, else the whole call fails
     * @param counters moved on, see {@link CounterStep}
     */
    record Batch(
            List<DeploymentRow> deployments,
            List<WorkRow> works,
            List<TaskRow> tasks,
            List<CounterStep> counters,
            List<PendingChange> changes) {
        public Batch {
            deployments = List.copyOf(deployments);
            works = List.copyOf(works);
            tasks = List.copyOf(tasks);
            counters = List.copyOf(counters);
            changes = List.copyOf(changes);
        }
    }

    /**
     * A deployment.
     *
     * @param id at most 64 characters
     * @param name at most 200 characters
     * @param createdBy at most 200 characters
     * @param endedAt when the last of its tasks came to an end
     */
    record DeploymentRow(
            String id,
            String name,
            String createdBy,
            Instant createdAt,
            Instant deadline,
            int patches,
            int computers,
            Optional<Instant> endedAt,
            boolean cancelled) {}

    /**
     * What tasks have to bring about; computers that are alike share one. Never changed.
     *
     * @param digest of the content
     * @param content opaque to the store; at most {@link #MAX_CONTENT} bytes
     */
    record WorkRow(Digest digest, byte[] content) {
        public static final int MAX_CONTENT = 4_194_304;
    }

    /**
     * One deployment on one computer.
     *
     * @param id at most 64 characters
     * @param officeId the computer's office when the task was planned: by it scopes see the task
     * @param work digest of a {@link WorkRow}
     * @param since when it came into this state
     * @param deadline when it leaves this state by itself; empty in final states
     * @param attempts how often it was planned anew
     * @param rounds how often the computer's own plan extended it
     * @param orders how many orders were handed out for it
     * @param orderSequence number of the newest of them; 0 where there was none
     * @param version 1 for a new one, one more with every write
     * @param trace opaque to the store; at most {@link #MAX_TRACE} bytes
     */
    record TaskRow(
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
            byte[] trace) {
        public static final int MAX_TRACE = 131_072;
    }

    /** The highest numbers that a computer's orders were given, and up to which its reports are taken. */
    record CounterRow(ComputerId computer, long orders, long reports) {}

    /**
     * Moves a computer's counters on; at most one a computer in a batch. Where the stored ones are not {@code before}
     * (zeros where there are none), the whole call fails: so an order's number is never given twice, and a report never
     * taken twice.
     */
    record CounterStep(CounterRow before, CounterRow after) {
        public CounterStep {
            if (!before.computer().equals(after.computer())
                    || after.orders() < before.orders()
                    || after.reports() < before.reports()) {
                throw new IllegalArgumentException("Counters of a computer only grow");
            }
        }
    }
}
