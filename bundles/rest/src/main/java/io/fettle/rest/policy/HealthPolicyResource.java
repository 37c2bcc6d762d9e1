package io.fettle.rest.policy;

import io.fettle.api.identity.Role;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;

/** By which rules the computers' health is judged. */
@Path("/health-policy")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthPolicyResource implements Resource {
    private final Capabilities capabilities;

    public HealthPolicyResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("The health policy in force")
    public HealthPolicyView policy() {
        return HealthPolicyView.of(capabilities.healthPolicies().get().inForce());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(value = Role.ADMIN, everything = true)
    @Summary("Puts another health policy in force; all computers are judged by it at once")
    public HealthPolicyView change(NewHealthPolicy body, @Context Visitor visitor) {
        long basedOn = Given.required("revision", body.revision());
        return HealthPolicyView.of(
                capabilities.healthPoliciesAdmin().get().change(body.toPolicy(), basedOn, visitor.caller()));
    }
}
