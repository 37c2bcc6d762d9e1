package io.fettle.rest.account;

import io.fettle.api.Page;
import io.fettle.api.identity.Role;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;

/** The accounts. */
@Path("/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource implements Resource {
    private final Capabilities capabilities;

    public AccountsResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.ADMIN)
    @Summary("The accounts")
    public ListView<AccountView> list(@BeanParam Paging paging) {
        Page<AccountView> page =
                paging.cut(capabilities.accounts().get().list()).map(AccountView::of);
        return paging.view(page, Link.to("/accounts"));
    }

    @POST
    @Path("{name}/one-time-password")
    @Allowed(Role.ADMIN)
    @Summary("Makes a one-time password, shown this once, and ends all sessions of the account")
    public OneTimePassword oneTimePassword(@PathParam("name") String name, @Context Visitor visitor) {
        return new OneTimePassword(capabilities.accounts().get().oneTimePassword(name, visitor.caller()));
    }
}
