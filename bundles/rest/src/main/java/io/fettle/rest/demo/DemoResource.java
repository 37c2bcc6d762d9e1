package io.fettle.rest.demo;

import io.fettle.api.identity.Role;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Status;
import io.fettle.rest.route.Summary;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;

/** A synthetic fleet. */
@Path("/demo")
@Produces(MediaType.APPLICATION_JSON)
public final class DemoResource implements Resource {
    private static final long USUAL_SEED = 1;

    private final Capabilities capabilities;

    public DemoResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.PLATFORM_ADMIN)
    @Summary("How far the filling with demo data is")
    public DemoView progress() {
        return DemoView.of(capabilities.demo().get().progress());
    }

    @POST
    @Status(202)
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Role.PLATFORM_ADMIN)
    @Summary("Starts to fill this server with demo data; the same seed adds nothing twice")
    public DemoView fill(NewDemo body, @Context Visitor visitor) {
        int computers = Given.required("computers", body.computers());
        long seed = body.seed() == null ? USUAL_SEED : body.seed();
        return DemoView.of(capabilities.demo().get().fill(computers, seed, visitor.caller()));
    }
}
