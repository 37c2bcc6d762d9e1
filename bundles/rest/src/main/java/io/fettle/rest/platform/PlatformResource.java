package io.fettle.rest.platform;

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
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The running server itself. */
@Path("/platform")
@Produces(MediaType.APPLICATION_JSON)
public final class PlatformResource implements Resource {
    private final Capabilities capabilities;
    private final CodeIntake intake;

    public PlatformResource(Capabilities capabilities, CodeIntake intake) {
        this.capabilities = capabilities;
        this.intake = intake;
    }

    @GET
    @Path("capabilities")
    @Allowed(Role.VIEWER)
    @Summary("Which capabilities are here now")
    public Map<String, Boolean> present() {
        return capabilities.present();
    }

    @POST
    @Path("bundles")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Allowed(Role.PLATFORM_ADMIN)
    @Summary("Takes a bundle, KAR or features file into the running server")
    public UploadView deploy(@QueryParam("name") @Nullable String name, InputStream body, @Context Visitor visitor)
            throws IOException {
        return intake.take(Given.required("name", name), body, visitor.caller());
    }

    @GET
    @Path("bundles")
    @Allowed(Role.PLATFORM_ADMIN)
    @Summary("What was brought into the server and is part of it until it is removed")
    public ListView<UploadView> all(@BeanParam Paging paging) throws IOException {
        return paging.view(paging.cut(intake.all()), Link.to("/platform/bundles"));
    }

    @DELETE
    @Path("bundles/{name}")
    @Allowed(Role.PLATFORM_ADMIN)
    @Summary(
            "Takes code out of the running server: a bundle by its symbolic name, a KAR or features file by its file name")
    public void remove(@PathParam("name") String name, @Context Visitor visitor) throws IOException {
        intake.remove(name, visitor.caller());
    }
}
