package io.fettle.api.deployment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One roll-out. Whoever sees some offices only gets the figures of their tasks.
 *
 * @param patches how many different patches it brings
 * @param tasks number of its tasks per state
 */
public record Deployment(
        String id,
        String name,
        String createdBy,
        Instant createdAt,
        Instant deadline,
        int patches,
        int computers,
        Map<TaskState, Long> tasks,
        Optional<Instant> endedAt,
        boolean cancelled) {
    public Deployment {
        tasks = Map.copyOf(tasks);
    }
}
