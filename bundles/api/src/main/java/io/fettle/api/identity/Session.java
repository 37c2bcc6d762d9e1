package io.fettle.api.identity;

import java.time.Instant;

/**
 * A logged-in browser.
 *
 * @param id secret, travels only in the cookie
 * @param csrfToken must come back in a header with every unsafe request
 * @param mustChangePassword true after a log-in with a one-time password: only the change of the password is allowed
 */
public record Session(String id, String csrfToken, Caller caller, Instant expiresAt, boolean mustChangePassword) {
    /** Name of the cookie that carries the id; its prefix binds it to this very host and to TLS. */
    public static final String COOKIE = "__Host-fettle";
}
