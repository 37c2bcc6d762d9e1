package io.fettle.api.identity;

import java.util.Optional;

/** Log-in and what comes of it. Thread-safe. Guessing is slowed per address and per account; every failure is audited. */
public interface Logins {
    /**
     * Blocks for the password hash (tens of milliseconds).
     *
     * @throws io.fettle.api.FettleException LOGIN_REFUSED (DENIED) without saying whether the name exists, or
     *     TOO_MANY_ATTEMPTS (RESOURCES)
     */
    Session login(String name, String password, String remoteAddress);

    /** The session of a cookie, if it is still valid; using it prolongs it up to its absolute limit. */
    Optional<Session> session(String id);

    void logout(String id);

    /** Changes the password of the session's account and ends all its other sessions; the new session replaces it. */
    Session changePassword(Session session, String oldPassword, String newPassword);

    /** The owner of the machine's local admin token (a file only the service's user can read). */
    Optional<Caller> localToken(String token);
}
