package io.fettle.rest.approval;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.ApprovalError;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.identity.Role;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What was decided about patches. */
@Path("/approvals")
@Produces(MediaType.APPLICATION_JSON)
public final class ApprovalsResource implements Resource {
    private final Capabilities capabilities;

    public ApprovalsResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("Decisions about patches, the newest first")
    public ListView<ApprovalView> list(
            @QueryParam("patch") @Nullable String patch,
            @QueryParam("group") @Nullable String group,
            @QueryParam("decision") @Nullable String decision,
            @BeanParam Paging paging,
            @Context Visitor visitor) {
        Approvals.Filter filter = new Approvals.Filter(
                Given.text("patch", patch).map(ApprovalsResource::patch),
                Given.text("group", group),
                Given.choice(Decision.class, "decision", decision));
        Page<Approval> page = capabilities.approvals().get().list(filter, visitor.scope(), paging.request());
        return paging.view(
                page.map(approval -> view(approval, capabilities)),
                Link.to("/approvals").with("patch", patch).with("group", group).with("decision", decision));
    }

    static ApprovalView view(Approval approval, Capabilities capabilities) {
        return ApprovalView.of(approval, capabilities.catalog().find().flatMap(catalog -> catalog.current()
                .find(approval.patch())));
    }

    private static PatchId patch(String text) {
        return find(text).orElseThrow(() -> Given.invalid("patch", "the id of a patch, as in the list of patches"));
    }

    /** A text that cannot be an id is as unknown as one that was never given out. */
    public static Optional<PatchId> find(String text) {
        try {
            return Optional.of(new PatchId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static FettleException unknown() {
        return new FettleException(
                ApprovalError.UNKNOWN_PATCH, "No such patch; list the missing ones at /api/v1/patches");
    }
}
