package io.fettle.health;

import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Logins;
import io.fettle.api.identity.Role;
import io.fettle.api.identity.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Knows one local token and the sessions that are named here. */
final class OneToken implements Logins {
    static final String TOKEN = "local-token-1";
    static final String VIEWER = "session-of-a-viewer";
    static final String OF_ONE_OFFICE = "session-of-an-admin-of-one-office";
    static final String ONE_TIME = "session-with-a-one-time-password";

    @Override
    public Optional<Caller> localToken(String token) {
        return token.equals(TOKEN)
                ? Optional.of(new Caller("local", Role.PLATFORM_ADMIN, Scope.all()))
                : Optional.empty();
    }

    @Override
    public Session login(String name, String password, String remoteAddress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Session> session(String id) {
        return switch (id) {
            case VIEWER -> Optional.of(session(id, Role.VIEWER, Scope.all(), false));
            case OF_ONE_OFFICE -> Optional.of(session(id, Role.ADMIN, Scope.ofOffices(Set.of("branch")), false));
            case ONE_TIME -> Optional.of(session(id, Role.ADMIN, Scope.all(), true));
            default -> Optional.empty();
        };
    }

    private static Session session(String id, Role role, Scope scope, boolean mustChangePassword) {
        return new Session(id, "csrf", new Caller("somebody", role, scope), Instant.MAX, mustChangePassword);
    }

    @Override
    public void logout(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Session changePassword(Session session, String oldPassword, String newPassword) {
        throw new UnsupportedOperationException();
    }
}
