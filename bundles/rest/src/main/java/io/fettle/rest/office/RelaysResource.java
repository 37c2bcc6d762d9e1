package io.fettle.rest.office;

import io.fettle.api.Page;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.Relay;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import java.time.Clock;
import java.time.Instant;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;

/** The distribution servers. */
@Path("/relays")
@Produces(MediaType.APPLICATION_JSON)
public final class RelaysResource implements Resource {
    private final Capabilities capabilities;
    private final Clock clock;

    public RelaysResource(Capabilities capabilities) {
        this(capabilities, Clock.systemUTC());
    }

    RelaysResource(Capabilities capabilities, Clock clock) {
        this.capabilities = capabilities;
        this.clock = clock;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("The distribution servers")
    public ListView<RelayView> list(@BeanParam Paging paging, @Context Visitor visitor) {
        Page<Relay> page = capabilities.offices().get().relays(visitor.scope(), paging.request());
        Instant now = clock.instant();
        return paging.view(page.map(relay -> RelayView.of(relay, now)), Link.to("/relays"));
    }
}
