package io.fettle.rest.audit;

import io.fettle.api.Page;
import io.fettle.api.audit.AuditTrail;
import io.fettle.api.identity.Role;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The audit. */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource implements Resource {
    private final Capabilities capabilities;

    public AuditResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(value = Role.ADMIN, everything = true)
    @Summary("The audit, newest first")
    public ListView<AuditView> list(@QueryParam("action") @Nullable String action, @BeanParam Paging paging) {
        Page<AuditTrail.RecordedEntry> page =
                capabilities.auditTrail().get().entries(Given.text("action", action), paging.request());
        return paging.view(page.map(AuditView::of), Link.to("/audit").with("action", action));
    }
}
