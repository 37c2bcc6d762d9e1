package io.fettle.api.deployment;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One deployment on one computer.
 *
 * @param patches what it shall bring to this computer
 * @param deadline when it leaves its state by itself; empty only in final states
 */
public record DeploymentTask(
        String id,
        String deploymentId,
        ComputerId computer,
        List<PatchId> patches,
        TaskState state,
        Instant since,
        Optional<Instant> deadline,
        Decider decidesNext,
        List<TraceEntry> trace) {
    public DeploymentTask {
        patches = List.copyOf(patches);
        trace = List.copyOf(trace);
    }
}
