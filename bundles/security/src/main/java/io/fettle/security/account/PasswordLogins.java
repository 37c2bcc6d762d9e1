package io.fettle.security.account;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.audit.Audit;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.IdentityError;
import io.fettle.api.identity.Logins;
import io.fettle.api.identity.Role;
import io.fettle.api.identity.Session;
import io.fettle.security.account.AttemptLimiter.Verdict;
import io.fettle.security.audit.AuditWriter;
import io.fettle.security.file.PrivateFiles;
import io.fettle.security.file.StateDirectory;
import io.fettle.spi.store.AccountStore;
import io.fettle.spi.store.AccountStore.AccountRow;
import io.fettle.spi.store.AccountStore.PasswordState;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Log-in with name and password over the account store. Thread-safe. */
@Component
public final class PasswordLogins implements Logins {
    private static final int MAX_NAME = 64;

    private final AccountStore store;
    private final Sessions sessions;
    private final AuditWriter audit;
    private final Clock clock;
    private final PasswordHash passwords;
    private final LoginGate gate;
    private final LocalAdminToken localToken;

    /** Writes one small file: the owner's token must be there as soon as anything can check it. */
    @Activate
    public PasswordLogins(
            BundleContext context,
            @Reference AccountStore store,
            @Reference Sessions sessions,
            @Reference Audit audit) {
        this(
                store,
                sessions,
                audit,
                PrivateFiles.in(StateDirectory.of(context)),
                Clock.systemUTC(),
                new SecureRandom());
    }

    PasswordLogins(
            AccountStore store, Sessions sessions, Audit audit, PrivateFiles state, Clock clock, SecureRandom random) {
        this.store = store;
        this.sessions = sessions;
        this.audit = new AuditWriter(audit, clock);
        this.clock = clock;
        this.passwords = new PasswordHash(random);
        this.gate = new LoginGate(clock);
        this.localToken = new LocalAdminToken(state, random);
    }

    @Override
    public Session login(String name, String password, String remoteAddress) {
        if (name.isEmpty() || name.length() > MAX_NAME || password.length() > PasswordRule.MAX) {
            // Cheap to refuse, so nothing can be learnt from the time: no account has such a name or password.
            pass(gate.enter("", remoteAddress), name, remoteAddress);
            throw refused("", remoteAddress);
        }
        pass(gate.enter(name, remoteAddress), name, remoteAddress);
        Optional<AccountRow> account = store.find(name).filter(this::hasLivePassword);
        if (!matches(password, account.map(AccountRow::passwordHash).orElse("")) || account.isEmpty()) {
            throw refused(name, remoteAddress);
        }
        gate.succeeded(name, remoteAddress);
        Session session = begin(account.get(), remoteAddress);
        audit.done("user:" + name, "login.done", "account:" + name, Map.of("address", remoteAddress));
        return session;
    }

    @Override
    public Optional<Session> session(String id) {
        return sessions.use(id);
    }

    @Override
    public void logout(String id) {
        sessions.end(id)
                .ifPresent(by -> audit.done(AuditWriter.user(by), "login.ended", "account:" + by.name(), Map.of()));
    }

    @Override
    public Session changePassword(Session session, String oldPassword, String newPassword) {
        String name = session.caller().name();
        PasswordRule.check(newPassword, oldPassword);
        // A stolen session must not become a way to guess the password.
        pass(gate.enterWithSession(name), name, "session");
        AccountRow account = store.find(name)
                .filter(this::hasLivePassword)
                .filter(row -> sessions.use(session.id()).isPresent())
                .filter(row -> oldPassword.length() <= PasswordRule.MAX && matches(oldPassword, row.passwordHash()))
                .orElseThrow(() -> refused(name, "session"));
        String hash = passwords.of(newPassword).orElseThrow(PasswordLogins::busy);
        if (!store.replacePassword(name, account.passwordHash(), hash, PasswordState.OWN, Optional.empty())) {
            throw refused(name, "session");
        }
        gate.succeededWithSession(name);
        sessions.endAllOf(name);
        audit.done("user:" + name, "account.password-changed", "account:" + name, Map.of());
        return begin(withOwn(account, hash), "session");
    }

    /**
     * Begins a session, and only then looks whether the account is still what it was when its password was checked, which
     * takes a while: who changes an account writes first and ends its sessions then, so one of the two sees the other.
     */
    private Session begin(AccountRow account, String remoteAddress) {
        Session session = sessions.begin(
                new Caller(account.name(), account.role(), account.scope()), account.state() == PasswordState.ONE_TIME);
        if (!store.find(account.name()).equals(Optional.of(account))) {
            sessions.end(session.id());
            throw refused(account.name(), remoteAddress);
        }
        return session;
    }

    private static AccountRow withOwn(AccountRow account, String hash) {
        return new AccountRow(
                account.name(),
                account.role(),
                account.scope(),
                account.disabled(),
                hash,
                PasswordState.OWN,
                Optional.empty(),
                account.createdAt());
    }

    @Override
    public Optional<Caller> localToken(String token) {
        return localToken.matches(token)
                ? Optional.of(new Caller("local", Role.PLATFORM_ADMIN, Scope.all()))
                : Optional.empty();
    }

    private boolean hasLivePassword(AccountRow account) {
        if (account.disabled()) {
            return false;
        }
        return switch (account.state()) {
            case NONE -> false;
            case OWN -> true;
            case ONE_TIME ->
                account.validUntil()
                        .filter(until -> clock.instant().isBefore(until))
                        .isPresent();
        };
    }

    private boolean matches(String password, String hash) {
        return passwords.matches(password, hash).orElseThrow(PasswordLogins::busy);
    }

    private void pass(Verdict verdict, String name, String remoteAddress) {
        if (verdict == Verdict.GO_ON) {
            return;
        }
        if (verdict == Verdict.BLOCKED) {
            audit.refused(AuditWriter.address(remoteAddress), "login.blocked", "account:" + name, Map.of());
        }
        throw busy();
    }

    private FettleException refused(String name, String remoteAddress) {
        audit.refused(AuditWriter.address(remoteAddress), "login.failed", "account:" + name, Map.of());
        return new FettleException(IdentityError.LOGIN_REFUSED, "Name or password is wrong");
    }

    private static FettleException busy() {
        return new FettleException(
                IdentityError.TOO_MANY_ATTEMPTS, "Too many attempts; wait some minutes and try again");
    }
}
