package io.fettle.rest.deployment;

import io.fettle.api.Page;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.ComputerId;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.computer.ComputerIds;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;

/** What is planned for, or was done on, one computer. */
@Path("/computers/{id}/tasks")
@Produces(MediaType.APPLICATION_JSON)
public final class ComputerTasksResource implements Resource {
    private final Capabilities capabilities;
    private final TaskViews views;

    public ComputerTasksResource(Capabilities capabilities) {
        this.capabilities = capabilities;
        this.views = new TaskViews(capabilities);
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("Tasks of a computer")
    public ListView<TaskView> tasks(@PathParam("id") String id, @BeanParam Paging paging, @Context Visitor visitor) {
        ComputerId computer = ComputerIds.read(id);
        if (capabilities.computers().get().find(computer, visitor.scope()).isEmpty()) {
            throw ComputerIds.unknown();
        }
        Page<DeploymentTask> page = paging.cut(capabilities.deployments().get().tasksOf(computer, visitor.scope()));
        return paging.view(page.map(task -> views.of(task, visitor)), Link.to("/computers/" + computer + "/tasks"));
    }
}
