package io.fettle.security.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.identity.Accounts.Account;
import io.fettle.api.identity.Accounts.Change;
import io.fettle.api.identity.Accounts.IssuedAccount;
import io.fettle.api.identity.Accounts.Wish;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.IdentityError;
import io.fettle.api.identity.Role;
import io.fettle.security.MemoryAccountStore;
import io.fettle.security.MemoryAuditStore;
import io.fettle.security.MovableClock;
import io.fettle.security.audit.StoredAudit;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StoredAccountsTest {
    private static final Caller LOCAL = new Caller("local", Role.PLATFORM_ADMIN, Scope.all());
    private static final Caller ADMIN = new Caller("boss", Role.ADMIN, Scope.all());
    private static final Scope NORTH = offices("north");
    private static final Caller NORTH_ADMIN = new Caller("nick", Role.ADMIN, NORTH);
    private static final String PASSWORD = "correct horse battery";

    private final MemoryAccountStore store = new MemoryAccountStore();
    private final MemoryAuditStore auditStore = new MemoryAuditStore();
    private final MovableClock clock = new MovableClock();
    private final StoredAccounts accounts = new StoredAccounts(
            store, new Sessions(clock, new SecureRandom()), new StoredAudit(auditStore), clock, new SecureRandom());

    @Test
    void anAccountIsMadeWithAOneTimePasswordOrTheWishedOne() {
        IssuedAccount once = accounts.create(wish("anna", Role.OPERATOR, NORTH), ADMIN);
        assertThat(once.oneTimePassword().orElseThrow()).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
        assertThat(once.account()).isEqualTo(new Account("anna", Role.OPERATOR, NORTH, false, false, clock.instant()));

        IssuedAccount own = accounts.create(new Wish("bert", Role.VIEWER, Scope.all(), Optional.of(PASSWORD)), ADMIN);
        assertThat(own.oneTimePassword()).isEmpty();
        assertThat(own.account().passwordSet()).isTrue();
        assertThat(own.toString() + once)
                .doesNotContain(PASSWORD, once.oneTimePassword().orElseThrow());
    }

    @Test
    void wishedPasswordsKeepToTheRules() {
        assertCode(
                () -> accounts.create(new Wish("bert", Role.VIEWER, NORTH, Optional.of("short")), ADMIN),
                IdentityError.PASSWORD_REFUSED);
        assertCode(
                () -> accounts.create(new Wish("bert", Role.VIEWER, NORTH, Optional.of("x".repeat(257))), ADMIN),
                IdentityError.PASSWORD_REFUSED);
        assertThat(accounts.find("bert", Scope.all())).isEmpty();
    }

    @Test
    void nobodyMakesAnAccountAboveHisOwnRole() {
        Caller operator = new Caller("op", Role.OPERATOR, Scope.all());

        assertThat(accounts.create(wish("carla", Role.ADMIN, Scope.all()), ADMIN)
                        .account()
                        .role())
                .isEqualTo(Role.ADMIN);
        assertCode(
                () -> accounts.create(wish("eve", Role.PLATFORM_ADMIN, Scope.all()), ADMIN),
                IdentityError.ROLE_REFUSED);
        assertCode(() -> accounts.create(wish("eve", Role.VIEWER, NORTH), operator), IdentityError.ROLE_REFUSED);
        assertCode(() -> accounts.oneTimePassword("admin", ADMIN), IdentityError.ROLE_REFUSED);
        assertCode(() -> accounts.remove("admin", ADMIN), IdentityError.ROLE_REFUSED);
        assertCode(() -> accounts.change("admin", role(Role.VIEWER), ADMIN), IdentityError.ROLE_REFUSED);
        assertCode(() -> accounts.change("carla", role(Role.PLATFORM_ADMIN), ADMIN), IdentityError.ROLE_REFUSED);
        assertCode(() -> accounts.create(wish("carla", Role.VIEWER, NORTH), LOCAL), IdentityError.ACCOUNT_EXISTS);
        assertCode(() -> accounts.create(wish("local", Role.VIEWER, NORTH), LOCAL), IdentityError.NAME_REFUSED);
        assertCode(() -> accounts.create(wish("Eve Smith", Role.VIEWER, NORTH), LOCAL), IdentityError.NAME_REFUSED);
    }

    @Test
    void nobodyGivesMoreThanHeSees() {
        accounts.create(wish("anna", Role.VIEWER, NORTH), NORTH_ADMIN);

        assertCode(
                () -> accounts.create(wish("eve", Role.VIEWER, Scope.all()), NORTH_ADMIN), IdentityError.SCOPE_REFUSED);
        assertCode(
                () -> accounts.create(wish("eve", Role.VIEWER, offices("north", "south")), NORTH_ADMIN),
                IdentityError.SCOPE_REFUSED);
        assertCode(() -> accounts.change("anna", scope(offices("south")), NORTH_ADMIN), IdentityError.SCOPE_REFUSED);
        assertThat(accounts.find("anna", Scope.all()).orElseThrow().scope()).isEqualTo(NORTH);
    }

    @Test
    void whatLiesOutsideTheScopeDoesNotExist() {
        accounts.create(wish("anna", Role.VIEWER, NORTH), LOCAL);
        accounts.create(wish("sven", Role.VIEWER, offices("south")), LOCAL);
        accounts.create(wish("both", Role.VIEWER, offices("north", "south")), LOCAL);

        assertThat(accounts.list(NORTH)).extracting(Account::name).containsExactly("anna");
        assertThat(accounts.find("sven", NORTH)).isEmpty();
        for (String name : List.of("sven", "both", "admin", "nobody")) {
            assertCode(() -> accounts.change(name, disabled(true), NORTH_ADMIN), IdentityError.UNKNOWN_ACCOUNT);
            assertCode(() -> accounts.remove(name, NORTH_ADMIN), IdentityError.UNKNOWN_ACCOUNT);
            assertCode(() -> accounts.oneTimePassword(name, NORTH_ADMIN), IdentityError.UNKNOWN_ACCOUNT);
        }
        assertThat(accounts.list(Scope.all()))
                .extracting(Account::name)
                .containsExactly("admin", "anna", "both", "sven");
    }

    @Test
    void scopesThatMakeNoSenseAreRefused() {
        assertCode(() -> accounts.create(wish("anna", Role.VIEWER, offices()), LOCAL), IdentityError.INVALID_SCOPE);
        assertCode(() -> accounts.create(wish("anna", Role.PLATFORM_ADMIN, NORTH), LOCAL), IdentityError.INVALID_SCOPE);
        assertCode(() -> accounts.change("admin", scope(NORTH), LOCAL), IdentityError.INVALID_SCOPE);
    }

    @Test
    void theLastAdministratorOfEverythingStays() {
        accounts.create(wish("nick", Role.ADMIN, NORTH), LOCAL);
        accounts.create(wish("olga", Role.OPERATOR, Scope.all()), LOCAL);
        accounts.create(wish("dora", Role.ADMIN, Scope.all()), LOCAL);
        accounts.change("dora", disabled(true), LOCAL);
        List<ThrowingCallable> ends = List.of(
                () -> accounts.remove("admin", LOCAL),
                () -> accounts.change("admin", disabled(true), LOCAL),
                () -> accounts.change("admin", role(Role.OPERATOR), LOCAL),
                () -> accounts.change(
                        "admin", new Change(Optional.of(Role.ADMIN), Optional.of(NORTH), Optional.empty()), LOCAL));

        ends.forEach(end -> assertCode(end, IdentityError.LAST_ADMIN));
        assertThat(auditStore.after(0, 100).toString()).contains("subject=account:admin, outcome=REFUSED");
        accounts.change("admin", role(Role.ADMIN), LOCAL);
        ends.forEach(end -> assertCode(end, IdentityError.LAST_ADMIN));

        accounts.change("dora", disabled(false), LOCAL);
        accounts.remove("admin", LOCAL);
        assertCode(() -> accounts.remove("dora", LOCAL), IdentityError.LAST_ADMIN);
    }

    @Test
    void ofTwoAdministratorsWhoRemoveEachOtherOneStays() throws Exception {
        for (int round = 0; round < 10; round++) {
            accounts.create(wish("anna", Role.PLATFORM_ADMIN, Scope.all()), LOCAL);

            List<Boolean> gone = atOnce(() -> removed("admin"), () -> removed("anna"));

            assertThat(gone).containsOnlyOnce(true);
            if (store.find("admin").isEmpty()) {
                accounts.create(wish("admin", Role.PLATFORM_ADMIN, Scope.all()), LOCAL);
                accounts.remove("anna", LOCAL);
            }
        }
    }

    @Test
    void everythingIsInTheAudit() {
        accounts.create(wish("anna", Role.VIEWER, NORTH), ADMIN);
        accounts.change("anna", disabled(true), ADMIN);
        accounts.oneTimePassword("anna", ADMIN);
        accounts.remove("anna", ADMIN);
        assertCode(() -> accounts.remove("admin", ADMIN), IdentityError.ROLE_REFUSED);

        assertThat(auditStore.actions())
                .containsExactly(
                        "account.created",
                        "account.created",
                        "account.changed",
                        "account.password-reset",
                        "account.removed",
                        "account.removed");
        assertThat(auditStore.after(0, 100).toString())
                .contains("scope=north", "disabled=true", "user:boss", "REFUSED");
    }

    private boolean removed(String name) {
        try {
            accounts.remove(name, LOCAL);
            return true;
        } catch (FettleException e) {
            assertThat(e.code()).isEqualTo(IdentityError.LAST_ADMIN);
            return false;
        }
    }

    private static List<Boolean> atOnce(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Boolean> done = new ArrayList<>();
            for (Future<Boolean> result : threads.invokeAll(List.of(one, other), 30, TimeUnit.SECONDS)) {
                done.add(result.get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Scope offices(String... offices) {
        return Scope.ofOffices(Set.of(offices));
    }

    private static Wish wish(String name, Role role, Scope scope) {
        return new Wish(name, role, scope, Optional.empty());
    }

    private static Change role(Role role) {
        return new Change(Optional.of(role), Optional.empty(), Optional.empty());
    }

    private static Change scope(Scope scope) {
        return new Change(Optional.empty(), Optional.of(scope), Optional.empty());
    }

    private static Change disabled(boolean disabled) {
        return new Change(Optional.empty(), Optional.empty(), Optional.of(disabled));
    }

    private static void assertCode(ThrowingCallable call, IdentityError code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(FettleException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
