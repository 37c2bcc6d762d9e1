package io.fettle.rest.access;

import io.fettle.api.FettleException;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Logins;
import io.fettle.api.identity.Session;
import io.fettle.rest.capability.Capability;
import io.fettle.rest.problem.RestError;
import io.fettle.rest.route.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Decides on every request, from what the container itself knows about it: headers that proxies set are never believed,
 * and client certificates, which agents have, open nothing here. Thread-safe.
 */
public final class FrontDoor {
    private static final Set<String> SAFE = Set.of("GET");
    private static final Set<String> UNSAFE = Set.of("POST", "PUT", "DELETE");
    /** Plain segments only: nothing encoded, no parameters, no dot segments, no empty ones, no slash at the end. */
    private static final Pattern PATH = Pattern.compile("/api/v1(/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,199}){1,8}");

    private static final String SCHEME = "Fettle-Local ";
    private static final int MAX_TOKEN = 512;
    private static final int MAX_QUERY = 4096;

    private final Capability<Logins> logins;

    public FrontDoor(Capability<Logins> logins) {
        this.logins = logins;
    }

    /** What can be said before the route is known. @throws FettleException where it ends here */
    public void inspect(HttpServletRequest request) {
        // 1. The connector without TLS has this context not; should it ever, nothing is here.
        // 2. Paths have one spelling. 3. Methods that no route has lead nowhere.
        String method = request.getMethod();
        if (!request.isSecure()
                || !PATH.matcher(request.getRequestURI()).matches()
                || !(SAFE.contains(method) || UNSAFE.contains(method))) {
            throw new FettleException(RestError.NOT_FOUND, "Nothing is here; /api/v1/openapi.json lists what there is");
        }
        // 4. Browsers name the page that sends a request: it must be one of ours. Also for reads, so that a hole in
        //    a browser's same-origin policy gets nothing.
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equalsIgnoreCase("https://" + request.getHeader("Host"))) {
            throw new FettleException(RestError.ORIGIN_REFUSED, "A page of another origin may not call this server");
        }
    }

    /** Refuses parameters that the route does not know, and any given twice. */
    public void checkQuery(HttpServletRequest request, Set<String> known) {
        String query = request.getQueryString();
        if (query == null || query.isEmpty()) {
            return;
        }
        Set<String> seen = new HashSet<>();
        boolean wellFormed = query.length() <= MAX_QUERY;
        for (String pair : wellFormed ? query.split("&", -1) : new String[0]) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            wellFormed &= known.contains(name) && seen.add(name);
        }
        if (!wellFormed) {
            throw new FettleException(
                    RestError.INVALID_REQUEST,
                    known.isEmpty()
                            ? "This endpoint takes no parameters"
                            : "Parameters here are " + String.join(", ", known) + ", each at most once");
        }
    }

    /** Who this is, if the access rule lets it pass. @throws FettleException otherwise; empty only where anybody may */
    public Optional<Visitor> admit(HttpServletRequest request, Access access) {
        if (access.role().isEmpty()) {
            return Optional.empty();
        }
        Visitor visitor = identify(request);
        if (visitor.session().isPresent()) {
            check(request, visitor.session().get(), access);
        }
        if (!visitor.caller().role().includes(access.role().get())) {
            throw new FettleException(
                    RestError.ROLE_TOO_LOW,
                    "This needs the role " + access.role().get());
        }
        if (access.everything() && !visitor.scope().everything()) {
            throw new FettleException(
                    RestError.SCOPE_TOO_NARROW,
                    "This is about the whole server, and your account sees some offices only");
        }
        return Optional.of(visitor);
    }

    /** Whether a visitor that was let in may stay: its session is not over. */
    public boolean stillHolds(Visitor visitor) {
        return visitor.session()
                .map(session -> logins.find()
                        .flatMap(l -> l.session(session.id()))
                        .filter(now -> !now.mustChangePassword())
                        .isPresent())
                .orElse(true);
    }

    private Visitor identify(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return new Visitor(local(authorization), Optional.empty());
        }
        Session session = SessionCookie.of(request)
                .flatMap(logins.get()::session)
                .orElseThrow(() -> new FettleException(RestError.NOT_LOGGED_IN, "Log in at POST /api/v1/session"));
        return new Visitor(session.caller(), Optional.of(session));
    }

    private Caller local(String authorization) {
        String token = authorization.startsWith(SCHEME) ? authorization.substring(SCHEME.length()) : "";
        if (token.isEmpty() || token.length() > MAX_TOKEN) {
            throw new FettleException(RestError.NOT_LOGGED_IN, "The only scheme is Fettle-Local, with a token");
        }
        return logins.get()
                .localToken(token)
                .orElseThrow(() -> new FettleException(
                        RestError.NOT_LOGGED_IN, "The token is not of this start of the server; read its file again"));
    }

    private static void check(HttpServletRequest request, Session session, Access access) {
        if (UNSAFE.contains(request.getMethod()) && !equal(session.csrfToken(), request.getHeader("X-CSRF-Token"))) {
            throw new FettleException(
                    RestError.CSRF_REFUSED, "Send the session's csrfToken in the header X-CSRF-Token");
        }
        if (session.mustChangePassword() && !access.beforePasswordChange()) {
            throw new FettleException(
                    RestError.PASSWORD_CHANGE_REQUIRED,
                    "Replace the one-time password first, at POST /api/v1/session/password");
        }
    }

    private static boolean equal(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
