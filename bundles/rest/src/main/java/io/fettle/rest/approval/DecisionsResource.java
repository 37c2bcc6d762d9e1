package io.fettle.rest.approval;

import io.fettle.api.approval.Approval;
import io.fettle.api.approval.ApprovalsAdmin;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.identity.Role;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import javax.ws.rs.Consumes;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Decides about a patch. What nobody decided yet, and what is taken back, is NOT_APPROVED. */
@Path("/patches/{id}/approvals")
@Produces(MediaType.APPLICATION_JSON)
public final class DecisionsResource implements Resource {
    private final Capabilities capabilities;

    public DecisionsResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @PUT
    @Path("{group}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Role.OPERATOR)
    @Summary("Approves or declines a patch for a group, or for all, or takes that back")
    public ApprovalView decide(
            @PathParam("id") String id, @PathParam("group") String group, NewDecision body, @Context Visitor visitor) {
        return decide(id, group, body.decision(), body.note(), visitor);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Role.OPERATOR)
    @Summary("The same for a group of any name, which the body holds")
    public ApprovalView decideForGroup(@PathParam("id") String id, NewApproval body, @Context Visitor visitor) {
        return decide(id, body.group(), body.decision(), body.note(), visitor);
    }

    private ApprovalView decide(
            String id, @Nullable String group, @Nullable String decision, @Nullable String note, Visitor visitor) {
        ApprovalsAdmin approvals = capabilities.approvalsAdmin().get();
        Decision decided = Given.choice(Decision.class, "decision", Given.required("decision", decision))
                .orElseThrow(() -> Given.invalid("decision", "APPROVED, NOT_APPROVED, DECLINED"));
        String name = Given.text("group", Given.required("group", group))
                .filter(text -> text.length() <= Approval.MAX_GROUP)
                .orElseThrow(() -> Given.invalid("group", "the name of a group, or " + Approval.ALL));
        PatchId patch = ApprovalsResource.find(id).orElseThrow(ApprovalsResource::unknown);
        Approval made = approvals.decide(patch, name, decided, note == null ? "" : note, visitor.caller());
        return ApprovalsResource.view(made, capabilities);
    }
}
