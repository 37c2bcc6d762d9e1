package io.fettle.rest.patch;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.approval.Ruling;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.identity.Role;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.office.GivenPart;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What the fleet misses, patch by patch. */
@Path("/patches")
@Produces(MediaType.APPLICATION_JSON)
public final class PatchesResource implements Resource {
    private final Capabilities capabilities;

    public PatchesResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("Missing patches, most widely missing first, and those they supersede where none of them is approved")
    public ListView<PatchView> list(
            @QueryParam("security") @Nullable String security,
            @QueryParam("missing") @Nullable String missing,
            @BeanParam GivenPart given,
            @BeanParam Paging paging,
            @Context Visitor visitor) {
        boolean securityOnly = Given.flag("security", security);
        FleetPart part = given.of(capabilities, visitor);
        Function<PageRequest, Page<PatchSummary>> list =
                rows -> capabilities.findings().get().patches(securityOnly, part, visitor.scope(), rows);
        Page<PatchSummary> page = Given.flag("missing", missing)
                ? MissedPatches.of(list, paging.request())
                : list.apply(paging.request());
        Optional<Map<PatchId, Ruling>> rulings =
                capabilities.approvals().find().map(approvals -> approvals.rulings(visitor.scope()));
        return paging.view(
                page.map(patch ->
                        PatchView.of(patch, rulings.map(known -> known.getOrDefault(patch.patch(), Ruling.NONE)))),
                given.in(Link.to("/patches").with("security", security).with("missing", missing)));
    }
}
