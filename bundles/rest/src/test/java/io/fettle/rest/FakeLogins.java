package io.fettle.rest;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.IdentityError;
import io.fettle.api.identity.Logins;
import io.fettle.api.identity.Role;
import io.fettle.api.identity.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions named after their role, a session that has to change its password, and one local token. */
final class FakeLogins implements Logins {
    static final String CSRF = "csrf-1";
    static final String TOKEN = "local-token-1";
    static final String PASSWORD = "correct horse";
    private static final Instant END = Instant.parse("2026-11-22T20:00:00.123456789Z");

    final Map<String, Session> sessions = new ConcurrentHashMap<>();

    FakeLogins() {
        for (Role role : Role.values()) {
            add(role.name(), new Caller(role.name(), role, Scope.all()), false);
        }
        add("one-time", new Caller("fresh", Role.PLATFORM_ADMIN, Scope.all()), true);
        for (Role role : List.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN)) {
            add("branch-" + role, new Caller("branch-" + role, role, Scope.ofOffices(Set.of("branch"))), false);
        }
        add("branch", new Caller("branch", Role.VIEWER, Scope.ofOffices(Set.of("branch"))), false);
    }

    private Session add(String id, Caller caller, boolean mustChange) {
        Session session = new Session(id, CSRF, caller, END, mustChange);
        sessions.put(id, session);
        return session;
    }

    @Override
    public Session login(String name, String password, String remoteAddress) {
        if (!password.equals(PASSWORD)) {
            throw new FettleException(IdentityError.LOGIN_REFUSED, "Name or password is wrong");
        }
        return add("fresh-session", new Caller(name, Role.ADMIN, Scope.all()), false);
    }

    @Override
    public Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public void logout(String id) {
        sessions.remove(id);
    }

    @Override
    public Session changePassword(Session session, String oldPassword, String newPassword) {
        sessions.remove(session.id());
        return add("changed-session", session.caller(), false);
    }

    @Override
    public Optional<Caller> localToken(String token) {
        return token.equals(TOKEN)
                ? Optional.of(new Caller("local", Role.PLATFORM_ADMIN, Scope.all()))
                : Optional.empty();
    }
}
