package io.fettle.deployment;

import io.fettle.api.deployment.TaskState;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many tasks ended in which state since the start. Thread-safe. */
final class Ended {
    private final Map<TaskState, LongAdder> counts = new EnumMap<>(TaskState.class);

    Ended() {
        for (TaskState state : TaskState.values()) {
            if (!state.open()) {
                counts.put(state, new LongAdder());
            }
        }
    }

    void add(TaskState state) {
        LongAdder count = counts.get(state);
        if (count == null) {
            throw new IllegalArgumentException("A task that is " + state + " has not ended");
        }
        count.increment();
    }

    long in(TaskState state) {
        LongAdder count = counts.get(state);
        return count == null ? 0 : count.sum();
    }
}
