package io.fettle.rest.access;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import io.fettle.rest.route.Route;
import io.fettle.rest.route.Routes;
import javax.annotation.Priority;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/** Lets a request reach its method, or not; what is not a declared route is denied. Thread-safe: fields are proxies. */
@Priority(Priorities.AUTHENTICATION)
public final class AccessFilter implements ContainerRequestFilter, ContainerResponseFilter {
    static final String VISITOR = "io.fettle.rest.visitor";

    private final FrontDoor door;
    private final Routes routes;

    @Context
    private @Nullable ResourceInfo resource;

    @Context
    private @Nullable HttpServletRequest request;

    public AccessFilter(FrontDoor door, Routes routes) {
        this.door = door;
        this.routes = routes;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        Route route = route();
        // CXF can be told by a parameter or a header to take a request for one of another method; nobody else is.
        if (request == null || !route.verb().equals(request.getMethod())) {
            throw new FettleException(RestError.NOT_FOUND, "Nothing is here");
        }
        HttpServletRequest raw = request;
        door.admit(raw, route.access()).ifPresent(visitor -> raw.setAttribute(VISITOR, visitor));
        door.checkQuery(raw, route.query());
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext answer) {
        if (resource != null && resource.getResourceMethod() != null && answer.getStatus() < 300) {
            routes.of(resource.getResourceMethod()).ifPresent(route -> answer.setStatus(route.status()));
        }
    }

    private Route route() {
        if (resource == null || resource.getResourceMethod() == null) {
            throw new FettleException(RestError.NOT_FOUND, "Nothing is here");
        }
        return routes.of(resource.getResourceMethod())
                .orElseThrow(() -> new FettleException(RestError.NOT_FOUND, "Nothing is here"));
    }
}
