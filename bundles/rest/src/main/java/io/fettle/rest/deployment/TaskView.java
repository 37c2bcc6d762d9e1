package io.fettle.rest.deployment;

import io.fettle.api.deployment.Decider;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.deployment.TraceEntry;
import io.fettle.rest.computer.ReasonView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One roll-out on one computer. @param packages what it brings, as {@code name version} */
public record TaskView(
        String id,
        String deploymentId,
        String computerId,
        String hostname,
        List<String> patches,
        List<String> packages,
        TaskState state,
        Instant since,
        @Nullable Instant deadline,
        Decider decidesNext,
        List<StepView> trace) {

    /** One step in the life of a task. */
    public record StepView(Instant at, TaskState state, ReasonView reason) {
        static StepView of(TraceEntry entry) {
            return new StepView(entry.at(), entry.state(), ReasonView.of(entry.reason()));
        }
    }
}
