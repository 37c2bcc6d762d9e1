package io.fettle.rest.deployment;

import io.fettle.api.deployment.Deployment;
import io.fettle.api.deployment.TaskState;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A roll-out. @param tasks how many tasks are in each state; states without one are left out */
public record DeploymentView(
        String id,
        String name,
        String createdBy,
        Instant createdAt,
        Instant deadline,
        int patches,
        int computers,
        Map<TaskState, Long> tasks,
        @Nullable Instant endedAt,
        boolean cancelled) {
    static DeploymentView of(Deployment deployment) {
        return new DeploymentView(
                deployment.id(),
                deployment.name(),
                deployment.createdBy(),
                deployment.createdAt(),
                deployment.deadline(),
                deployment.patches(),
                deployment.computers(),
                new TreeMap<>(deployment.tasks()),
                deployment.endedAt().orElse(null),
                deployment.cancelled());
    }
}
