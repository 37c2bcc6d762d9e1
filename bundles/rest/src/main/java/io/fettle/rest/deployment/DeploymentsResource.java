package io.fettle.rest.deployment;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.Deployment;
import io.fettle.api.deployment.DeploymentError;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.deployment.DeploymentsAdmin;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.ComputerId;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.computer.ComputerIds;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.problem.RestError;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Status;
import io.fettle.rest.route.Summary;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Roll-outs. */
@Path("/deployments")
@Produces(MediaType.APPLICATION_JSON)
public final class DeploymentsResource implements Resource {
    private static final int MAX_PATCHES = 10_000;
    private static final int MAX_COMPUTERS = 100_000;

    private final Capabilities capabilities;
    private final TaskViews views;

    public DeploymentsResource(Capabilities capabilities) {
        this.capabilities = capabilities;
        this.views = new TaskViews(capabilities);
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("Deployments, newest first")
    public ListView<DeploymentView> list(@BeanParam Paging paging, @Context Visitor visitor) {
        Page<Deployment> page = capabilities.deployments().get().list(visitor.scope(), paging.request());
        return paging.view(page.map(DeploymentView::of), Link.to("/deployments"));
    }

    @GET
    @Path("{id}")
    @Allowed(Role.VIEWER)
    @Summary("A deployment")
    public DeploymentView deployment(@PathParam("id") String id, @Context Visitor visitor) {
        return DeploymentView.of(visible(id, visitor));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Role.OPERATOR)
    @Summary("Plans a deployment: one task for every chosen computer that misses a chosen patch")
    public DeploymentView plan(NewDeployment body, @Context Visitor visitor) {
        DeploymentsAdmin.Plan plan = new DeploymentsAdmin.Plan(
                Given.text("name", Given.required("name", body.name()))
                        .orElseThrow(() -> Given.invalid("name", "a name")),
                patches(body),
                Boolean.TRUE.equals(body.securityOnly()),
                computers(body),
                Given.text("office", body.office()),
                Given.duration("validity", body.validity()));
        return DeploymentView.of(capabilities.deploymentsAdmin().get().create(plan, visitor.caller()));
    }

    @POST
    @Path("{id}/cancellation")
    @Status(202)
    @Allowed(Role.OPERATOR)
    @Summary("Cancels what has not begun to apply")
    public void cancel(@PathParam("id") String id, @Context Visitor visitor) {
        capabilities.deploymentsAdmin().get().cancel(visible(id, visitor).id(), visitor.caller());
    }

    @GET
    @Path("{id}/tasks")
    @Allowed(Role.VIEWER)
    @Summary("Tasks of a deployment")
    public ListView<TaskView> tasks(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @BeanParam Paging paging,
            @Context Visitor visitor) {
        Optional<TaskState> wanted = Given.choice(TaskState.class, "state", state);
        String deployment = visible(id, visitor).id();
        Page<DeploymentTask> page =
                capabilities.deployments().get().tasks(deployment, wanted, visitor.scope(), paging.request());
        return paging.view(
                page.map(task -> views.of(task, visitor)),
                Link.to("/deployments/" + deployment + "/tasks").with("state", state));
    }

    private Deployment visible(String id, Visitor visitor) {
        return capabilities
                .deployments()
                .get()
                .find(id, visitor.scope())
                .orElseThrow(() -> new FettleException(
                        DeploymentError.UNKNOWN_DEPLOYMENT, "No such deployment, or not one you may see"));
    }

    private static Set<PatchId> patches(NewDeployment body) {
        try {
            return Given.list("patches", body.patches(), MAX_PATCHES).stream()
                    .map(PatchId::new)
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new FettleException(RestError.INVALID_REQUEST, "patches holds something that is no patch id", e);
        }
    }

    private static Set<ComputerId> computers(NewDeployment body) {
        return Given.list("computers", body.computers(), MAX_COMPUTERS).stream()
                .map(ComputerIds::read)
                .collect(Collectors.toSet());
    }
}
