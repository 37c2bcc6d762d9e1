package io.fettle.rest.account;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.Scope;
import io.fettle.api.identity.Accounts;
import io.fettle.api.identity.IdentityError;
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
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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
    private final GivenScope scopes;

    public AccountsResource(Capabilities capabilities) {
        this.capabilities = capabilities;
        this.scopes = new GivenScope(capabilities);
    }

    @GET
    @Allowed(Role.ADMIN)
    @Summary("The accounts that see nothing but what you see")
    public ListView<AccountView> list(@BeanParam Paging paging, @Context Visitor visitor) {
        Page<AccountView> page = paging.cut(accounts().list(visitor.scope())).map(AccountView::of);
        return paging.view(page, Link.to("/accounts"));
    }

    @GET
    @Path("{name}")
    @Allowed(Role.ADMIN)
    @Summary("An account")
    public AccountView account(@PathParam("name") String name, @Context Visitor visitor) {
        return accounts()
                .find(name, visitor.scope())
                .map(AccountView::of)
                .orElseThrow(() -> new FettleException(
                        IdentityError.UNKNOWN_ACCOUNT, "There is no account of this name that you may see"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Role.ADMIN)
    @Summary("Adds an account, with a password or with a one-time password, shown this once")
    public AccountView add(NewAccount body, @Context Visitor visitor) {
        String name = Given.text("name", Given.required("name", body.name()))
                .orElseThrow(() -> Given.invalid("name", "a name"));
        Role role = Given.choice(Role.class, "role", Given.required("role", body.role()))
                .orElseThrow(() -> Given.invalid("role", "a role"));
        Scope scope = scopes.read(body.everything(), body.offices(), visitor)
                .orElseThrow(() -> Given.invalid("everything", "true, or else offices names at least one office"));
        Accounts.IssuedAccount issued = accounts()
                .create(new Accounts.Wish(name, role, scope, Optional.ofNullable(body.password())), visitor.caller());
        return AccountView.of(issued.account(), issued.oneTimePassword().orElse(null));
    }

    @POST
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Role.ADMIN)
    @Summary("Changes role, scope, or whether it is disabled, and ends all sessions of the account")
    public AccountView change(@PathParam("name") String name, AccountChange body, @Context Visitor visitor) {
        Accounts.Change change = new Accounts.Change(
                Given.choice(Role.class, "role", body.role()),
                scopes.read(body.everything(), body.offices(), visitor),
                Optional.ofNullable(body.disabled()));
        return AccountView.of(accounts().change(name, change, visitor.caller()));
    }

    @DELETE
    @Path("{name}")
    @Allowed(Role.ADMIN)
    @Summary("Removes an account and ends all its sessions")
    public void remove(@PathParam("name") String name, @Context Visitor visitor) {
        accounts().remove(name, visitor.caller());
    }

    @POST
    @Path("{name}/one-time-password")
    @Allowed(Role.ADMIN)
    @Summary("Makes a one-time password, shown this once, and ends all sessions of the account")
    public OneTimePassword oneTimePassword(@PathParam("name") String name, @Context Visitor visitor) {
        return new OneTimePassword(accounts().oneTimePassword(name, visitor.caller()));
    }

    private Accounts accounts() {
        return capabilities.accounts().get();
    }
}
