package io.fettle.rest.patch;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.approval.Ruling;
import io.fettle.api.assessment.AssessmentError;
import io.fettle.api.assessment.PatchDetail;
import io.fettle.api.assessment.PatchOnComputer;
import io.fettle.api.assessment.PatchState;
import io.fettle.api.assessment.Patches;
import io.fettle.api.assessment.Patches.Which;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.identity.Role;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.approval.ApprovalsResource;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.computer.Hostnames;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.office.GivenPart;
import io.fettle.rest.office.PlaceView;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** One patch over the fleet. */
@Path("/patches/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class PatchResource implements Resource {
    private final Capabilities capabilities;

    public PatchResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("A patch: what it mends, and how many computers miss it, by office and by group")
    public PatchDetailView find(@PathParam("id") String id, @Context Visitor visitor) {
        Patches patches = capabilities.patches().get();
        PatchDetail detail = ApprovalsResource.find(id)
                .flatMap(patch -> patches.of(patch, visitor.scope()))
                .orElseThrow(PatchResource::unknown);
        Optional<Ruling> ruling = capabilities
                .approvals()
                .find()
                .map(approvals -> approvals.of(detail.summary().patch(), visitor.scope()));
        return PatchDetailView.of(
                detail,
                PatchView.of(detail.summary(), ruling),
                PlaceView.offices(detail.places().offices(), detail.places().officesTotal(), capabilities, visitor));
    }

    @GET
    @Path("computers")
    @Allowed(Role.VIEWER)
    @Summary("Computers that a patch concerns, those that miss it first")
    public ListView<PatchComputerView> computers(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("text") @Nullable String text,
            @BeanParam GivenPart part,
            @BeanParam Paging paging,
            @Context Visitor visitor) {
        Patches patches = capabilities.patches().get();
        PatchId patch = ApprovalsResource.find(id).orElseThrow(PatchResource::unknown);
        Which which = new Which(
                Given.choice(PatchState.class, "state", state),
                part.of(capabilities, visitor),
                Given.text("text", text).orElse(""));
        Page<PatchOnComputer> page = patches.computers(patch, which, visitor.scope(), paging.request())
                .orElseThrow(PatchResource::unknown);
        return paging.view(
                page.map(one -> PatchComputerView.of(one, Hostnames.of(one.computer(), capabilities, visitor))),
                part.in(Link.to("/patches/" + patch + "/computers")
                        .with("state", state)
                        .with("text", text)));
    }

    private static FettleException unknown() {
        return new FettleException(
                AssessmentError.UNKNOWN_PATCH,
                "No repository offers this patch now, and no computer that you may see misses it; list those that are"
                        + " missing at /api/v1/patches");
    }
}
