package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.spi.store.DeploymentStore;
import io.fettle.spi.store.PendingChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps everything in maps, checks what the contract demands, counts calls, and fails when told to. */
final class MemoryDeploymentStore implements DeploymentStore {
    /** What happens to the next write. */
    enum Fault {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    final Map<String, DeploymentRow> deployments = new LinkedHashMap<>();
    final Map<Digest, byte[]> works = new HashMap<>();
    final Map<String, TaskRow> tasks = new LinkedHashMap<>();
    final Map<ComputerId, CounterRow> counters = new HashMap<>();
    final List<PendingChange> changes = new ArrayList<>();
    int calls;
    Fault fault = Fault.NONE;

    @Override
    public synchronized void write(Batch batch) {
        calls++;
        Fault now = fault;
        fault = Fault.NONE;
        if (now == Fault.BEFORE_COMMIT) {
            throw new IllegalStateException("the database is gone");
        }
        for (TaskRow task : batch.tasks()) {
            int stored = tasks.containsKey(task.id()) ? tasks.get(task.id()).version() : 0;
            if (task.version() != stored + 1) {
                throw new IllegalStateException("task " + task.id() + " is at " + stored + ", not " + task.version());
            }
        }
        for (CounterStep step : batch.counters()) {
            ComputerId computer = step.before().computer();
            CounterRow stored = counters.getOrDefault(computer, new CounterRow(computer, 0, 0));
            if (!stored.equals(step.before())) {
                throw new IllegalStateException("counters are " + stored + ", not " + step.before());
            }
        }
        batch.deployments().forEach(row -> deployments.put(row.id(), row));
        batch.works().forEach(row -> works.putIfAbsent(row.digest(), row.content()));
        batch.tasks().forEach(row -> tasks.put(row.id(), row));
        batch.counters().forEach(step -> counters.put(step.after().computer(), step.after()));
        changes.addAll(batch.changes());
        if (now == Fault.AFTER_COMMIT) {
            throw new IllegalStateException("the answer got lost");
        }
    }

    @Override
    public synchronized void readOpenTasks(Consumer<TaskRow> reader) {
        tasks.values().stream().filter(t -> t.state().open()).forEach(reader);
    }

    @Override
    public synchronized void readCounters(Consumer<CounterRow> reader) {
        counters.values().forEach(reader);
    }

    @Override
    public synchronized List<CounterRow> counters(Set<ComputerId> computers) {
        calls++;
        return counters.values().stream()
                .filter(c -> computers.contains(c.computer()))
                .toList();
    }

    @Override
    public synchronized List<DeploymentRow> openDeployments() {
        return deployments.values().stream().filter(d -> d.endedAt().isEmpty()).toList();
    }

    @Override
    public synchronized Optional<DeploymentRow> deployment(String id, Scope scope) {
        calls++;
        return Optional.ofNullable(deployments.get(id)).filter(d -> visible(d, scope));
    }

    @Override
    public synchronized Page<DeploymentRow> deployments(Scope scope, PageRequest page) {
        List<DeploymentRow> all = deployments.values().stream()
                .filter(d -> visible(d, scope))
                .sorted(Comparator.comparing(DeploymentRow::createdAt).reversed())
                .toList();
        return page(all, page);
    }

    @Override
    public synchronized Map<String, Map<TaskState, Long>> counts(Set<String> ids, Scope scope) {
        return tasks.values().stream()
                .filter(t -> ids.contains(t.deploymentId()) && scope.sees(t.officeId()))
                .collect(Collectors.groupingBy(
                        TaskRow::deploymentId, Collectors.groupingBy(TaskRow::state, Collectors.counting())));
    }

    @Override
    public synchronized Map<String, Set<Digest>> works(Set<String> ids, Scope scope) {
        return tasks.values().stream()
                .filter(t -> ids.contains(t.deploymentId()) && scope.sees(t.officeId()))
                .collect(Collectors.groupingBy(
                        TaskRow::deploymentId, Collectors.mapping(TaskRow::work, Collectors.toSet())));
    }

    @Override
    public synchronized Page<TaskRow> tasks(
            String deployment, Optional<TaskState> state, Scope scope, PageRequest page) {
        List<TaskRow> all = tasks.values().stream()
                .filter(t -> t.deploymentId().equals(deployment)
                        && scope.sees(t.officeId())
                        && state.map(s -> s == t.state()).orElse(true))
                .sorted(Comparator.comparing(TaskRow::id))
                .toList();
        return page(all, page);
    }

    @Override
    public synchronized List<TaskRow> tasksOf(ComputerId computer, Scope scope, int max) {
        calls++;
        return tasks.values().stream()
                .filter(t -> t.computer().equals(computer) && scope.sees(t.officeId()))
                .sorted(Comparator.comparing(TaskRow::createdAt).reversed())
                .limit(max)
                .toList();
    }

    @Override
    public synchronized List<TaskRow> tasksById(Set<String> ids) {
        calls++;
        return tasks.values().stream().filter(t -> ids.contains(t.id())).toList();
    }

    @Override
    public synchronized Map<Digest, byte[]> works(Set<Digest> digests) {
        return works.entrySet().stream()
                .filter(e -> digests.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private boolean visible(DeploymentRow row, Scope scope) {
        return tasks.values().stream().anyMatch(t -> t.deploymentId().equals(row.id()) && scope.sees(t.officeId()));
    }

    private static <T> Page<T> page(List<T> all, PageRequest page) {
        return new Page<>(all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
    }
}
