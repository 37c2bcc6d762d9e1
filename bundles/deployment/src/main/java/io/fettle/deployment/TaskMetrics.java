package io.fettle.deployment;

import io.fettle.api.deployment.TaskState;
import io.fettle.spi.health.MetricSource.Metrics;
import java.util.Locale;
import java.util.Map;

/** Open tasks are counted now, ended ones since the start: the database holds all that ever ended. */
final class TaskMetrics {
    private TaskMetrics() {}

    static void measure(TaskBook book, Metrics target) {
        Map<TaskState, Long> open = book.openByState();
        for (TaskState state : TaskState.values()) {
            Map<String, String> labels = Map.of("state", state.name().toLowerCase(Locale.ROOT));
            if (state.open()) {
                target.gauge(
                        "deployment_tasks", "Tasks of deployments that are open", labels, open.getOrDefault(state, 0L));
            } else {
                target.counter(
                        "deployment_tasks_ended_total",
                        "Tasks of deployments that ended",
                        labels,
                        book.ended().in(state));
            }
        }
        target.gauge(
                "deployments",
                "Deployments that are open",
                book.openDeployments().size());
    }
}
