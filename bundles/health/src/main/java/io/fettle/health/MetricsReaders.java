package io.fettle.health;

import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Logins;
import io.fettle.api.identity.Role;
import io.fettle.api.identity.Session;
import java.util.Optional;
import java.util.stream.Stream;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/**
 * Who may read figures of the whole fleet: the owner of the machine, and accounts that see all of it. A credential that is
 * wrong is not made good by another one beside it. Thread-safe.
 */
final class MetricsReaders {
    private static final String SCHEME = "Fettle-Local ";
    private static final int MAX_SECRET = 512;

    private final Logins logins;

    MetricsReaders(Logins logins) {
        this.logins = logins;
    }

    /** Empty where nobody is known. */
    Optional<Caller> identify(HttpServletRequest request) {
        if (!request.isSecure()) {
            return Optional.empty();
        }
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.startsWith(SCHEME)
                    ? secret(authorization.substring(SCHEME.length())).flatMap(logins::localToken)
                    : Optional.empty();
        }
        return session(request)
                .flatMap(logins::session)
                .filter(session -> !session.mustChangePassword())
                .map(Session::caller);
    }

    boolean mayRead(Caller caller) {
        return caller.role().includes(Role.VIEWER) && caller.scope().everything();
    }

    /** Empty also where there are two: somebody else set one of them. */
    private static Optional<String> session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String[] values = Stream.of(cookies)
                .filter(cookie -> cookie.getName().equals(Session.COOKIE))
                .map(Cookie::getValue)
                .toArray(String[]::new);
        return values.length == 1 ? secret(values[0]) : Optional.empty();
    }

    private static Optional<String> secret(String text) {
        return text.isEmpty() || text.length() > MAX_SECRET ? Optional.empty() : Optional.of(text);
    }
}
