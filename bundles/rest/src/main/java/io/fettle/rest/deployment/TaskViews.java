package io.fettle.rest.deployment;

import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import java.util.List;
import java.util.Optional;

/** Puts names to the ids in tasks, as far as inventory and catalog are here to tell them. */
final class TaskViews {
    private final Capabilities capabilities;

    TaskViews(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    TaskView of(DeploymentTask task, Visitor visitor) {
        return new TaskView(
                task.id(),
                task.deploymentId(),
                task.computer().value(),
                hostname(task, visitor),
                task.patches().stream().map(PatchId::value).toList(),
                packages(task),
                task.state(),
                task.since(),
                task.deadline().orElse(null),
                task.decidesNext(),
                task.trace().stream().map(TaskView.StepView::of).toList());
    }

    private String hostname(DeploymentTask task, Visitor visitor) {
        return capabilities
                .computers()
                .find()
                .flatMap(c -> c.find(task.computer(), visitor.scope()))
                .flatMap(Computer::facts)
                .map(ComputerFacts::hostname)
                .orElse("");
    }

    /** A patch that the catalog no longer has keeps its id as its only name. */
    private List<String> packages(DeploymentTask task) {
        Optional<Catalog.Revision> revision = capabilities.catalog().find().map(Catalog::current);
        return task.patches().stream()
                .map(patch -> revision.flatMap(r -> r.find(patch))
                        .map(p -> p.name() + " " + p.version())
                        .orElse(patch.value()))
                .toList();
    }
}
