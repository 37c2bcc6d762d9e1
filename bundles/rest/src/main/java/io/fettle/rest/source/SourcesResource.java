package io.fettle.rest.source;

import io.fettle.api.FettleException;
import io.fettle.api.identity.Role;
import io.fettle.api.source.SourceError;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Status;
import io.fettle.rest.route.Summary;
import java.util.Map;
import java.util.TreeMap;
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

/** The sources. Their keyrings make settings long, so the bound on one is the JSON reader's. */
@Path("/sources")
@Produces(MediaType.APPLICATION_JSON)
public final class SourcesResource implements Resource {
    private static final int MAX_SETTINGS = 50;

    private final Capabilities capabilities;

    public SourcesResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("The configured sources")
    public ListView<SourceView> list(@BeanParam Paging paging) {
        return paging.view(sources().list(paging.request()).map(SourceView::of), Link.to("/sources"));
    }

    @GET
    @Path("{id}")
    @Allowed(Role.VIEWER)
    @Summary("A source")
    public SourceView source(@PathParam("id") String id) {
        return SourceView.of(existing(id));
    }

    @GET
    @Path("suggestions")
    @Allowed(Role.ADMIN)
    @Summary("Settings for repositories that your computers use and no source covers")
    public ListView<Map<String, String>> suggestions(@BeanParam Paging paging, @Context Visitor visitor) {
        return paging.view(paging.cut(sources().suggestions(visitor.scope())), Link.to("/sources/suggestions"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(value = Role.ADMIN, everything = true)
    @Summary("Adds a source, or updates the one with the same identity, and starts its run")
    public SourceView add(NewSource body, @Context Visitor visitor) {
        String kind = Given.text("kind", Given.required("kind", body.kind()))
                .orElseThrow(() -> Given.invalid("kind", "the name of a plug-in's kind"));
        String name = Given.text("name", Given.required("name", body.name()))
                .orElseThrow(() -> Given.invalid("name", "a name"));
        return SourceView.of(sources().add(kind, name, settings(body), visitor.caller()));
    }

    @POST
    @Path("{id}/sync")
    @Status(202)
    @Allowed(Role.OPERATOR)
    @Summary("Starts a run now")
    public void sync(@PathParam("id") String id, @Context Visitor visitor) {
        sources().syncNow(existing(id).id(), visitor.caller());
    }

    @DELETE
    @Path("{id}")
    @Allowed(value = Role.ADMIN, everything = true)
    @Summary("Removes a source")
    public void remove(@PathParam("id") String id, @Context Visitor visitor) {
        sources().remove(existing(id).id(), visitor.caller());
    }

    private Sources sources() {
        return capabilities.sources().get();
    }

    private SourceStatus existing(String id) {
        return sources()
                .find(id)
                .orElseThrow(() -> new FettleException(
                        SourceError.UNKNOWN_SOURCE, "No such source; list them at /api/v1/sources"));
    }

    private static Map<String, String> settings(NewSource body) {
        Map<String, String> settings = new TreeMap<>();
        Given.required("settings", body.settings())
                .forEach((key, value) -> settings.put(key, Given.required("settings", value)));
        if (settings.size() > MAX_SETTINGS) {
            throw Given.invalid("settings", "at most " + MAX_SETTINGS + " texts");
        }
        return settings;
    }
}
