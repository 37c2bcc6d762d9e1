package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.change.Topic;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.spi.store.DeploymentStore.Batch;
import io.fettle.spi.store.DeploymentStore.CounterRow;
import io.fettle.spi.store.DeploymentStore.CounterStep;
import io.fettle.spi.store.DeploymentStore.WorkRow;
import io.fettle.spi.store.PendingChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one transaction shall change. Sees its own changes. Not thread-safe; lives while the computers are held. */
final class Changes {
    private final TaskBook book;
    private final Map<String, Task> before = new LinkedHashMap<>();
    private final Map<String, Task> after = new LinkedHashMap<>();
    private final Map<ComputerId, CounterRow> counters = new LinkedHashMap<>();
    private final Map<Digest, WorkRow> works = new LinkedHashMap<>();

    Changes(TaskBook book) {
        this.book = book;
    }

    Desk desk(ComputerId computer) {
        Desk desk = book.desk(computer);
        for (Task task : after.values()) {
            if (task.computer().equals(computer)) {
                desk = desk.with(task);
            }
        }
        CounterRow counted = counters.get(computer);
        return counted == null ? desk : desk.counted(counted);
    }

    Work work(Task task) {
        WorkRow fresh = works.get(task.work());
        return fresh == null ? book.work(task.work()) : TaskCodec.work(fresh.content());
    }

    Digest add(Work work) {
        WorkRow row = TaskCodec.work(work);
        works.put(row.digest(), row);
        return row.digest();
    }

    /** A task as this transaction leaves it, where it touches it. */
    Optional<Task> pending(String taskId) {
        return Optional.ofNullable(after.get(taskId));
    }

    /** @param was the task as {@link #desk} has it, or as it was read from the store */
    void put(Task was, Task becomes) {
        before.putIfAbsent(was.id(), was);
        after.put(becomes.id(), becomes);
    }

    void count(CounterRow row) {
        counters.put(row.computer(), row);
    }

    boolean isEmpty() {
        return after.isEmpty() && counters.isEmpty();
    }

    Batch batch() {
        Set<PendingChange> news = new LinkedHashSet<>();
        List<CounterStep> steps = new ArrayList<>();
        counters.forEach(
                (computer, row) -> steps.add(new CounterStep(book.desk(computer).counters(), row)));
        after.replaceAll((id, task) -> task.written(task.version() + 1));
        after.values().forEach(task -> {
            TaskState old = before(task).state();
            news.add(new PendingChange(Topic.TASK, task.id()));
            if (old != task.state()) {
                news.add(new PendingChange(Topic.DEPLOYMENT, task.deploymentId()));
                if (task.state() == TaskState.PLANNED || nextWaits(task)) {
                    news.add(new PendingChange(Topic.ORDER, task.computer().value()));
                }
            }
        });
        return new Batch(
                List.of(),
                List.copyOf(works.values()),
                after.values().stream().map(Task::row).toList(),
                steps,
                List.copyOf(news));
    }

    /** After {@link #batch} is durable: puts it into memory. */
    void shown(TaskBook target) {
        after.values().forEach(task -> target.show(before(task), task));
        counters.values().forEach(target::showCounters);
    }

    private Task before(Task task) {
        Task was = before.get(task.id());
        return was == null ? task : was;
    }

    /** Whether the end of this task is the turn of another one. */
    private boolean nextWaits(Task ended) {
        boolean over = !ended.state().open() || ended.state() == TaskState.REBOOT_PENDING;
        return over
                && desk(ended.computer())
                        .turn()
                        .filter(next -> next.state() == TaskState.PLANNED)
                        .isPresent();
    }
}
