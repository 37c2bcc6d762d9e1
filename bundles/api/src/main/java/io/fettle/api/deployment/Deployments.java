package io.fettle.api.deployment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.inventory.ComputerId;
import java.util.List;
import java.util.Optional;

/** Reads the deployments. Thread-safe. */
public interface Deployments {
    /** Newest first. */
    Page<Deployment> list(Scope scope, PageRequest page);

    Optional<Deployment> find(String id, Scope scope);

    Page<DeploymentTask> tasks(String deploymentId, Optional<TaskState> state, Scope scope, PageRequest page);

    List<DeploymentTask> tasksOf(ComputerId computer, Scope scope);
}
