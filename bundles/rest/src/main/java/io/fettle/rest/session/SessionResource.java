package io.fettle.rest.session;

import io.fettle.api.FettleException;
import io.fettle.api.identity.Logins;
import io.fettle.api.identity.Role;
import io.fettle.api.identity.Session;
import io.fettle.rest.access.SessionCookie;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capability;
import io.fettle.rest.list.Given;
import io.fettle.rest.problem.RestError;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Anybody;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The session of a browser. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource implements Resource {
    private static final String SET_COOKIE = "Set-Cookie";
    private static final int MAX_NAME = 64;
    private static final int MAX_PASSWORD = 1024;

    private final Capability<Logins> logins;

    public SessionResource(Capability<Logins> logins) {
        this.logins = logins;
    }

    @POST
    @Anybody
    @Consumes(MediaType.APPLICATION_JSON)
    @Summary("Logs in and sets the session's cookie")
    public SessionView logIn(LogIn body, @Context HttpServletRequest request, @Context HttpServletResponse response) {
        String name = bounded("name", body.name(), MAX_NAME);
        String password = bounded("password", body.password(), MAX_PASSWORD);
        Session session = logins.get().login(name, password, request.getRemoteAddr());
        response.setHeader(SET_COOKIE, SessionCookie.set(session.id()));
        return SessionView.of(session);
    }

    @GET
    @Allowed(value = Role.VIEWER, beforePasswordChange = true)
    @Summary("The session that the cookie stands for")
    public SessionView current(@Context Visitor visitor) {
        return SessionView.of(session(visitor));
    }

    @DELETE
    @Allowed(value = Role.VIEWER, beforePasswordChange = true)
    @Summary("Logs out")
    public void logOut(@Context Visitor visitor, @Context HttpServletResponse response) {
        logins.get().logout(session(visitor).id());
        response.setHeader(SET_COOKIE, SessionCookie.clear());
    }

    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(value = Role.VIEWER, beforePasswordChange = true)
    @Summary("Changes one's own password; a new session replaces the old one")
    public SessionView changePassword(
            PasswordChange body, @Context Visitor visitor, @Context HttpServletResponse response) {
        String old = bounded("oldPassword", body.oldPassword(), MAX_PASSWORD);
        String wanted = bounded("newPassword", body.newPassword(), MAX_PASSWORD);
        Session session = logins.get().changePassword(session(visitor), old, wanted);
        response.setHeader(SET_COOKIE, SessionCookie.set(session.id()));
        return SessionView.of(session);
    }

    private static Session session(Visitor visitor) {
        return visitor.session()
                .orElseThrow(() -> new FettleException(
                        RestError.NOT_LOGGED_IN, "The local token has no session; log in at POST /api/v1/session"));
    }

    private static String bounded(String name, @Nullable String value, int max) {
        String given = Given.required(name, value);
        if (given.isEmpty() || given.length() > max) {
            throw Given.invalid(name, "1 to " + max + " characters");
        }
        return given;
    }
}
