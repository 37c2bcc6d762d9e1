package io.fettle.health;

import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Logins;
import io.fettle.api.identity.Role;
import io.fettle.api.identity.Session;
import java.util.Optional;

/** Knows one local token and nothing else. */
final class OneToken implements Logins {
    static final String TOKEN = "local-token-1";

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
        throw new UnsupportedOperationException();
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
