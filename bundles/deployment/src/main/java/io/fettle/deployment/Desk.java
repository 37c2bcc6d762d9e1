package io.fettle.deployment;

import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.spi.store.DeploymentStore.CounterRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is open for one computer. Immutable.
 *
 * @param counters how far its orders and reports are counted, as stored
 * @param open its open tasks, oldest first
 */
record Desk(CounterRow counters, List<Task> open) {
    private static final Comparator<Task> OLDEST_FIRST =
            Comparator.comparing(Task::createdAt).thenComparing(Task::id);

    Desk {
        open = open.stream().sorted(OLDEST_FIRST).toList();
    }

    static Desk empty(ComputerId computer) {
        return new Desk(new CounterRow(computer, 0, 0), List.of());
    }

    /** The task whose turn it is. One that only waits for a reboot does not hold up the next. */
    Optional<Task> turn() {
        for (Task task : open) {
            if (task.state() != TaskState.REBOOT_PENDING) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    /** Whether its order waits, or went out and did not arrive. */
    static boolean waits(Task task, long taken) {
        return task.state() == TaskState.PLANNED || (task.state() == TaskState.STAGING && task.orderSequence() > taken);
    }

    Optional<Task> find(String taskId) {
        return open.stream().filter(t -> t.id().equals(taskId)).findFirst();
    }

    Desk with(Task task) {
        List<Task> tasks = new ArrayList<>(open);
        tasks.removeIf(t -> t.id().equals(task.id()));
        if (task.state().open()) {
            tasks.add(task);
        }
        return new Desk(counters, tasks);
    }

    Desk counted(CounterRow now) {
        return new Desk(now, open);
    }

    boolean idle() {
        return open.isEmpty() && counters.orders() == 0 && counters.reports() == 0;
    }
}
