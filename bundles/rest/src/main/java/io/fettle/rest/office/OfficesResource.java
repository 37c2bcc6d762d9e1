package io.fettle.rest.office;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.InventoryError;
import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RemoteOffice;
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
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;

/** Remote offices; the head office is one of them. */
@Path("/offices")
@Produces(MediaType.APPLICATION_JSON)
public final class OfficesResource implements Resource {
    private static final int MAX_NETWORKS = 1000;

    private final Capabilities capabilities;

    public OfficesResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("The offices")
    public ListView<OfficeView> list(@BeanParam Paging paging, @Context Visitor visitor) {
        Page<RemoteOffice> page = capabilities.offices().get().list(visitor.scope(), paging.request());
        return paging.view(page.map(office -> view(office, visitor)), Link.to("/offices"));
    }

    @GET
    @Path("{id}")
    @Allowed(Role.VIEWER)
    @Summary("An office")
    public OfficeView office(@PathParam("id") String id, @Context Visitor visitor) {
        return capabilities
                .offices()
                .get()
                .find(id, visitor.scope())
                .map(office -> view(office, visitor))
                .orElseThrow(() ->
                        new FettleException(InventoryError.UNKNOWN_OFFICE, "No such office, or not one you may see"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(value = Role.ADMIN, everything = true)
    @Summary("Adds an office")
    public OfficeView add(NewOffice body, @Context Visitor visitor) {
        String name = Given.text("name", Given.required("name", body.name()))
                .orElseThrow(() -> Given.invalid("name", "a name"));
        String zone = Given.text("timeZone", body.timeZone()).orElse("UTC");
        RemoteOffice office = capabilities
                .offices()
                .get()
                .create(name, Given.list("networks", body.networks(), MAX_NETWORKS), zone, visitor.caller());
        return view(office, visitor);
    }

    private OfficeView view(RemoteOffice office, Visitor visitor) {
        Computers.Filter inside = new Computers.Filter(
                Optional.empty(), Optional.of(office.id()), Optional.empty(), Optional.empty(), "hostname");
        return new OfficeView(
                office.id(),
                office.name(),
                office.networks(),
                office.timeZone(),
                capabilities
                        .computers()
                        .find()
                        .map(c -> c.list(inside, visitor.scope(), PageRequest.first(1))
                                .total())
                        .orElse(null),
                capabilities.offices().get().relayOf(office.id()).map(Relay::id).orElse(null));
    }
}
