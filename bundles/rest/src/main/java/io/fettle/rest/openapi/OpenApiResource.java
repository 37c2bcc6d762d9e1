package io.fettle.rest.openapi;

import io.fettle.rest.route.Anybody;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Route;
import io.fettle.rest.route.Summary;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** The description of the API. */
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource implements Resource {
    private volatile Map<String, Object> document = Map.of();

    /** Given the routes once all are known, its own among them. */
    public void describe(List<Route> routes) {
        document = OpenApi.document(routes);
    }

    @GET
    @Anybody
    @Summary("This description")
    public Map<String, Object> document() {
        return document;
    }
}
