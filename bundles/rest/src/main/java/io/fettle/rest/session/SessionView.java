package io.fettle.rest.session;

import io.fettle.api.identity.Role;
import io.fettle.api.identity.Session;
import java.time.Instant;
import java.util.List;

/** A session without its secret id, which travels in the cookie only. */
public record SessionView(
        String name,
        Role role,
        boolean everything,
        List<String> offices,
        String csrfToken,
        Instant expiresAt,
        boolean mustChangePassword) {
    static SessionView of(Session session) {
        return new SessionView(
                session.caller().name(),
                session.caller().role(),
                session.caller().scope().everything(),
                session.caller().scope().offices().stream().sorted().toList(),
                session.csrfToken(),
                session.expiresAt(),
                session.mustChangePassword());
    }
}
