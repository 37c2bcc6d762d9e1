package io.fettle.security.account;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.audit.Audit;
import io.fettle.api.identity.Accounts;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.IdentityError;
import io.fettle.api.identity.Role;
import io.fettle.security.audit.AuditWriter;
import io.fettle.spi.store.AccountStore;
import io.fettle.spi.store.AccountStore.AccountRow;
import io.fettle.spi.store.AccountStore.PasswordState;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts over their store. Thread-safe. */
@Component
public final class StoredAccounts implements Accounts {
    static final String FIRST_ACCOUNT = "admin";
    private static final Duration ONE_TIME_VALIDITY = Duration.ofHours(24);

    private final AccountStore store;
    private final Sessions sessions;
    private final AuditWriter audit;
    private final Clock clock;
    private final PasswordHash passwords;
    private final OneTimePasswords oneTime;
    private final AccountGuard guard;
    /** Held from the look at who is left to administer until the change is written. */
    private final Object rights = new Object();

    /** Touches the store: the first account must be there before anybody can ask for its password. */
    @Activate
    public StoredAccounts(@Reference AccountStore store, @Reference Sessions sessions, @Reference Audit audit) {
        this(store, sessions, audit, Clock.systemUTC(), new SecureRandom());
    }

    StoredAccounts(AccountStore store, Sessions sessions, Audit audit, Clock clock, SecureRandom random) {
        this.store = store;
        this.sessions = sessions;
        this.audit = new AuditWriter(audit, clock);
        this.clock = clock;
        this.passwords = new PasswordHash(random);
        this.oneTime = new OneTimePasswords(random);
        this.guard = new AccountGuard(this.audit);
        AccountRow first = row(
                FIRST_ACCOUNT,
                Role.PLATFORM_ADMIN,
                Scope.all(),
                new Password("", PasswordState.NONE, Optional.empty()));
        if (store.list().isEmpty() && store.insert(first)) {
            this.audit.done("system", "account.created", "account:" + FIRST_ACCOUNT, Map.of());
        }
    }

    @Override
    public List<Account> list(Scope scope) {
        return store.list().stream()
                .filter(row -> scope.includes(row.scope()))
                .map(StoredAccounts::view)
                .toList();
    }

    @Override
    public Optional<Account> find(String name, Scope scope) {
        return store.find(name).filter(row -> scope.includes(row.scope())).map(StoredAccounts::view);
    }

    @Override
    public IssuedAccount create(Wish wish, Caller by) {
        String name = wish.name();
        guard.check(by, wish.role(), wish.scope(), "account.created", name);
        AccountRules.checkName(name);
        AccountRules.checkRights(wish.role(), wish.scope());
        wish.password().ifPresent(password -> PasswordRule.check(password, ""));
        Optional<String> once = wish.password().isPresent() ? Optional.empty() : Optional.of(oneTime.next());
        AccountRow account =
                row(name, wish.role(), wish.scope(), once.map(this::oneTime).orElseGet(() -> own(wish.password())));
        if (!store.insert(account)) {
            throw new FettleException(IdentityError.ACCOUNT_EXISTS, "There is an account " + name + " already");
        }
        audit.done(AuditWriter.user(by), "account.created", "account:" + name, facts(account));
        return new IssuedAccount(view(account), once);
    }

    @Override
    public Account change(String name, Change change, Caller by) {
        AccountRow after;
        synchronized (rights) {
            AccountRow before = existing(name, by, "account.changed");
            after = changed(before, change);
            if (after.equals(before)) {
                return view(before);
            }
            guard.check(by, after.role(), after.scope(), "account.changed", name);
            AccountRules.checkRights(after.role(), after.scope());
            if (AccountRules.administersEverything(before) && !AccountRules.administersEverything(after)) {
                keepAnAdmin(name, by, "account.changed");
            }
            if (!store.replaceRights(name, after.role(), after.scope(), after.disabled())) {
                throw unknown();
            }
        }
        sessions.endAllOf(name);
        audit.done(AuditWriter.user(by), "account.changed", "account:" + name, facts(after));
        return view(after);
    }

    @Override
    public void remove(String name, Caller by) {
        synchronized (rights) {
            AccountRow before = existing(name, by, "account.removed");
            if (AccountRules.administersEverything(before)) {
                keepAnAdmin(name, by, "account.removed");
            }
            if (!store.remove(name)) {
                throw unknown();
            }
        }
        sessions.endAllOf(name);
        audit.done(AuditWriter.user(by), "account.removed", "account:" + name, Map.of());
    }

    @Override
    public String oneTimePassword(String name, Caller by) {
        AccountRow account = existing(name, by, "account.password-reset");
        String password = oneTime.next();
        Password fresh = oneTime(password);
        if (!store.replacePassword(name, account.passwordHash(), fresh.hash(), fresh.state(), fresh.until())) {
            throw new FettleException(
                    IdentityError.ACCOUNT_EXISTS, "The password of " + name + " changed meanwhile; try again");
        }
        sessions.endAllOf(name);
        audit.done(AuditWriter.user(by), "account.password-reset", "account:" + name, Map.of());
        return password;
    }

    /** The account, where the caller may manage it. */
    private AccountRow existing(String name, Caller by, String action) {
        AccountRow account =
                store.find(name).filter(row -> by.scope().includes(row.scope())).orElseThrow(StoredAccounts::unknown);
        guard.check(by, account.role(), account.scope(), action, name);
        return account;
    }

    private void keepAnAdmin(String leaving, Caller by, String action) {
        if (store.list().stream()
                .noneMatch(row -> !row.name().equals(leaving) && AccountRules.administersEverything(row))) {
            audit.refused(AuditWriter.user(by), action, "account:" + leaving, Map.of());
            throw new FettleException(
                    IdentityError.LAST_ADMIN,
                    leaving + " is the last enabled administrator who sees everything; make another one first");
        }
    }

    private static AccountRow changed(AccountRow row, Change change) {
        return new AccountRow(
                row.name(),
                change.role().orElse(row.role()),
                change.scope().orElse(row.scope()),
                change.disabled().orElse(row.disabled()),
                row.passwordHash(),
                row.state(),
                row.validUntil(),
                row.createdAt());
    }

    private AccountRow row(String name, Role role, Scope scope, Password password) {
        return new AccountRow(
                name,
                role,
                scope,
                false,
                password.hash(),
                password.state(),
                password.until(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Password oneTime(String password) {
        return new Password(
                hash(password),
                PasswordState.ONE_TIME,
                Optional.of(clock.instant().plus(ONE_TIME_VALIDITY).truncatedTo(ChronoUnit.MILLIS)));
    }

    private Password own(Optional<String> password) {
        return new Password(hash(password.orElseThrow()), PasswordState.OWN, Optional.empty());
    }

    private String hash(String password) {
        return passwords
                .of(password)
                .orElseThrow(() -> new FettleException(
                        IdentityError.TOO_MANY_ATTEMPTS, "Too many log-ins at this moment; try again"));
    }

    private static FettleException unknown() {
        return new FettleException(IdentityError.UNKNOWN_ACCOUNT, "There is no account of this name that you may see");
    }

    private static Map<String, String> facts(AccountRow row) {
        String scope = row.scope().everything()
                ? "everything"
                : String.join(" ", new TreeSet<>(row.scope().offices()));
        return Map.of("role", row.role().name(), "scope", scope, "disabled", String.valueOf(row.disabled()));
    }

    private static Account view(AccountRow row) {
        return new Account(
                row.name(), row.role(), row.scope(), row.disabled(), row.state() == PasswordState.OWN, row.createdAt());
    }

    private record Password(String hash, PasswordState state, Optional<Instant> until) {}
}
