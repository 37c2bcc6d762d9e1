package io.fettle.security.account;

import io.fettle.api.FettleException;
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
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts over their store. Thread-safe. */
@Component
public final class StoredAccounts implements Accounts {
    static final String FIRST_ACCOUNT = "admin";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,63}");
    private static final Set<String> RESERVED = Set.of("local", "system");
    private static final Duration ONE_TIME_VALIDITY = Duration.ofHours(24);
    /** Without letters that look like another. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private final AccountStore store;
    private final Sessions sessions;
    private final AuditWriter audit;
    private final Clock clock;
    private final SecureRandom random;
    private final PasswordHash passwords;

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
        this.random = random;
        this.passwords = new PasswordHash(random);
        if (store.list().isEmpty() && store.insert(empty(FIRST_ACCOUNT, Role.PLATFORM_ADMIN))) {
            this.audit.done("system", "account.created", "account:" + FIRST_ACCOUNT, Map.of());
        }
    }

    @Override
    public List<Account> list() {
        return store.list().stream().map(StoredAccounts::view).toList();
    }

    @Override
    public Optional<Account> find(String name) {
        return store.find(name).map(StoredAccounts::view);
    }

    @Override
    public Account create(String name, Role role, Caller by) {
        refuseUnless(mayManage(by, role), by, "account.created", name);
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new FettleException(
                    IdentityError.NAME_REFUSED,
                    "An account's name has 1 to 64 of a-z, 0-9, dot, dash and underscore, and begins with a letter");
        }
        AccountRow account = empty(name, role);
        if (!store.insert(account)) {
            throw new FettleException(IdentityError.ACCOUNT_EXISTS, "There is an account " + name + " already");
        }
        audit.done(AuditWriter.user(by), "account.created", "account:" + name, Map.of("role", role.name()));
        return view(account);
    }

    @Override
    public String oneTimePassword(String name, Caller by) {
        AccountRow account = store.find(name)
                .orElseThrow(
                        () -> new FettleException(IdentityError.UNKNOWN_ACCOUNT, "There is no account of this name"));
        refuseUnless(mayManage(by, account.role()), by, "account.password-reset", name);
        String password = newPassword();
        String hash = passwords
                .of(password)
                .orElseThrow(() -> new FettleException(
                        IdentityError.TOO_MANY_ATTEMPTS, "Too many log-ins at this moment; try again"));
        Optional<Instant> until =
                Optional.of(clock.instant().plus(ONE_TIME_VALIDITY).truncatedTo(ChronoUnit.MILLIS));
        if (!store.replacePassword(name, account.passwordHash(), hash, PasswordState.ONE_TIME, until)) {
            throw new FettleException(
                    IdentityError.ACCOUNT_EXISTS, "The password of " + name + " changed meanwhile; try again");
        }
        sessions.endAllOf(name);
        audit.done(AuditWriter.user(by), "account.password-reset", "account:" + name, Map.of());
        return password;
    }

    private static boolean mayManage(Caller by, Role role) {
        return by.role().includes(Role.ADMIN) && by.role().includes(role);
    }

    private void refuseUnless(boolean allowed, Caller by, String action, String name) {
        if (!allowed) {
            audit.refused(AuditWriter.user(by), action, "account:" + name, Map.of());
            throw new FettleException(
                    IdentityError.ROLE_REFUSED, "Only an administrator with at least the account's role may do this");
        }
    }

    private AccountRow empty(String name, Role role) {
        return new AccountRow(
                name,
                role,
                "",
                PasswordState.NONE,
                Optional.empty(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** 100 random bits, in groups that people can type. */
    private String newPassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    private static Account view(AccountRow row) {
        return new Account(row.name(), row.role(), row.state() == PasswordState.OWN, row.createdAt());
    }
}
