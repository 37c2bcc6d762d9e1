package io.fettle.rest.enrolment;

import io.fettle.api.Page;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.enrolment.EnrolmentTokens;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.RemoteOffice;
import io.fettle.api.trust.PeerRole;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
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

/** Enrolment tokens. */
@Path("/enrolment-tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource implements Resource {
    private static final int MAX_NAMES = 20;

    private final Capabilities capabilities;

    public TokensResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.ADMIN)
    @Summary("The tokens, without their secrets")
    public ListView<TokenView> list(@BeanParam Paging paging, @Context Visitor visitor) {
        Page<EnrolmentToken> page = capabilities.enrolmentTokens().get().list(visitor.scope(), paging.request());
        return paging.view(page.map(TokenView::of), Link.to("/enrolment-tokens"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Role.ADMIN)
    @Summary("Makes a token; its secret is shown this once")
    public TokenView create(NewToken body, @Context Visitor visitor) {
        EnrolmentTokens.Wish wish = new EnrolmentTokens.Wish(
                Given.choice(PeerRole.class, "role", Given.required("role", body.role()))
                        .orElseThrow(() -> Given.invalid("role", "AGENT or RELAY")),
                Given.text("officeId", body.officeId()).orElse(RemoteOffice.HEAD_OFFICE),
                Given.list("groups", body.groups(), MAX_NAMES),
                Boolean.TRUE.equals(body.autoApprove()),
                body.uses() == null ? 1 : body.uses(),
                Given.duration("validity", body.validity()),
                Given.list("names", body.names(), MAX_NAMES));
        EnrolmentTokens.IssuedToken issued =
                capabilities.enrolmentTokens().get().create(wish, visitor.caller());
        return TokenView.of(issued.token(), issued.secret());
    }

    @DELETE
    @Path("{id}")
    @Allowed(Role.ADMIN)
    @Summary("Ends a token")
    public void revoke(@PathParam("id") String id, @Context Visitor visitor) {
        capabilities.enrolmentTokens().get().revoke(id, visitor.caller());
    }
}
