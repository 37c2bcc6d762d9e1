package io.fettle.rest.change;

import io.fettle.api.identity.Role;
import io.fettle.rest.access.FrontDoor;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.list.Given;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Route;
import io.fettle.rest.route.Summary;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Live news. A route like any other, but answered beside JAX-RS: there, a stream would hold a thread for as long as a
 * browser listens.
 */
@Path("/changes")
@Produces(MediaType.SERVER_SENT_EVENTS)
public final class ChangesResource implements Resource {
    private static final int MAX_DIGITS = 18;

    private final FrontDoor door;
    private final ChangeStreams streams;

    public ChangesResource(FrontDoor door, ChangeStreams streams) {
        this.door = door;
        this.streams = streams;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("What changes, as it changes; Last-Event-ID takes precedence over since")
    public void listen(
            @QueryParam("since") @Nullable String since,
            @Context Visitor visitor,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response)
            throws IOException {
        String last = request.getHeader("Last-Event-ID");
        Optional<Long> seen = last == null ? revision("since", since) : revision("Last-Event-ID", last);
        streams.open(request, response, visitor, seen, () -> door.stillHolds(visitor));
    }

    /** The same checks in the same order as in front of every other route. */
    public void serve(Route route, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitor visitor = door.admit(request, route.access()).orElseThrow();
        door.checkQuery(request, route.query());
        listen(request.getParameter("since"), visitor, request, response);
    }

    private static Optional<Long> revision(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (value.length() > MAX_DIGITS || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Given.invalid(name, "a revision");
        }
        return Optional.of(Long.parseLong(value));
    }
}
