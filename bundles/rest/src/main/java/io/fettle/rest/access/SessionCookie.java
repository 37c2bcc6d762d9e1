package io.fettle.rest.access;

import io.fettle.api.identity.Session;
import java.util.Optional;
import java.util.stream.Stream;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/**
 * The cookie of a session. Its prefix makes browsers refuse it from any other host, path or plain connection; it lives
 * as long as the browser, its session as long as the server says.
 */
public final class SessionCookie {
    private static final String NAME = Session.COOKIE;
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";
    private static final int MAX_LENGTH = 128;

    private SessionCookie() {}

    /** Empty also where there are two: somebody else set one of them. */
    static Optional<String> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String[] values = Stream.of(cookies)
                .filter(c -> c.getName().equals(NAME))
                .map(Cookie::getValue)
                .toArray(String[]::new);
        return values.length == 1 && !values[0].isEmpty() && values[0].length() <= MAX_LENGTH
                ? Optional.of(values[0])
                : Optional.empty();
    }

    /** Value of the Set-Cookie header. */
    public static String set(String sessionId) {
        return NAME + '=' + sessionId + ATTRIBUTES;
    }

    public static String clear() {
        return NAME + '=' + ATTRIBUTES + "; Max-Age=0";
    }
}
