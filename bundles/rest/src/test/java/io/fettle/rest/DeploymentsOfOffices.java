package io.fettle.rest;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.deployment.Decider;
import io.fettle.api.deployment.Deployment;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.deployment.Deployments;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.deployment.TraceEntry;
import io.fettle.api.inventory.ComputerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In each office a deployment of its own, and one over all of them. */
record DeploymentsOfOffices(TwoOffices offices) implements Deployments {
    static final String OVER_ALL = "d-all";
    private static final Instant THEN = Instant.parse("2026-11-22T17:55:09Z");

    private static Deployment deployment(String id, int computers) {
        return new Deployment(
                id,
                "Roll-out " + id,
                "admin",
                THEN,
                THEN,
                1,
                computers,
                Map.of(TaskState.PLANNED, (long) computers),
                Optional.empty(),
                false);
    }

    private static DeploymentTask task(String office, String deployment) {
        return new DeploymentTask(
                "t-" + deployment + '-' + office,
                deployment,
                FleetOfOffices.id(office),
                List.of(AssessmentOfOffices.PATCH),
                TaskState.PLANNED,
                THEN,
                Optional.of(THEN),
                Decider.COMPUTER,
                List.of(new TraceEntry(THEN, TaskState.PLANNED, Reason.of("task.planned", "catalog", office))));
    }

    private List<Deployment> visible(Scope scope) {
        List<String> seen = offices.visible(scope);
        List<Deployment> all = new java.util.ArrayList<>();
        if (!seen.isEmpty()) {
            all.add(deployment(OVER_ALL, seen.size()));
        }
        seen.forEach(office -> all.add(deployment("d-" + office, 1)));
        return all;
    }

    @Override
    public Page<Deployment> list(Scope scope, PageRequest page) {
        return TwoOffices.page(visible(scope), page);
    }

    @Override
    public Optional<Deployment> find(String id, Scope scope) {
        return visible(scope).stream().filter(d -> d.id().equals(id)).findFirst();
    }

    @Override
    public Page<DeploymentTask> tasks(String deploymentId, Optional<TaskState> state, Scope scope, PageRequest page) {
        return TwoOffices.page(
                offices.visible(scope).stream()
                        .filter(office -> deploymentId.equals(OVER_ALL) || deploymentId.equals("d-" + office))
                        .map(office -> task(office, deploymentId))
                        .toList(),
                page);
    }

    @Override
    public List<DeploymentTask> tasksOf(ComputerId computer, Scope scope) {
        return offices.visible(scope).stream()
                .filter(office -> FleetOfOffices.id(office).equals(computer))
                .flatMap(office -> List.of(task(office, "d-" + office), task(office, OVER_ALL)).stream())
                .toList();
    }
}
