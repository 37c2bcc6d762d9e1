package io.fettle.security.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.identity.Accounts.Change;
import io.fettle.api.identity.Accounts.Wish;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.IdentityError;
import io.fettle.api.identity.Role;
import io.fettle.api.identity.Session;
import io.fettle.security.MemoryAccountStore;
import io.fettle.security.MemoryAuditStore;
import io.fettle.security.MovableClock;
import io.fettle.security.audit.StoredAudit;
import io.fettle.security.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordLoginsTest {
    private static final Caller LOCAL = new Caller("local", Role.PLATFORM_ADMIN, Scope.all());
    private static final String DESK = "192.0.2.1";
    private static final String OWN = "correct horse battery";

    private final MovableClock clock = new MovableClock();
    private final MemoryAccountStore store = new MemoryAccountStore();
    private final MemoryAuditStore auditStore = new MemoryAuditStore();
    private final Sessions sessions = new Sessions(clock, new SecureRandom());

    @TempDir
    Path state;

    private StoredAccounts accounts;
    private PasswordLogins logins;

    @BeforeEach
    void open() {
        StoredAudit audit = new StoredAudit(auditStore);
        accounts = new StoredAccounts(store, sessions, audit, clock, new SecureRandom());
        logins = new PasswordLogins(store, sessions, audit, PrivateFiles.in(state), clock, new SecureRandom());
    }

    @Test
    void firstAccountExistsWithoutAPasswordThatAnybodyKnows() {
        assertThat(accounts.find("admin", Scope.all()).orElseThrow().passwordSet())
                .isFalse();
        assertRefused(() -> logins.login("admin", "", DESK));
        assertRefused(() -> logins.login("admin", "admin", DESK));
    }

    @Test
    void oneTimePasswordLeadsToTheChangeOfThePasswordOnly() {
        String once = accounts.oneTimePassword("admin", LOCAL);

        Session first = logins.login("admin", once, DESK);
        assertThat(first.mustChangePassword()).isTrue();
        Session second = logins.changePassword(first, once, OWN);

        assertThat(second.mustChangePassword()).isFalse();
        assertThat(accounts.find("admin", Scope.all()).orElseThrow().passwordSet())
                .isTrue();
        assertRefused(() -> logins.login("admin", once, DESK));
        assertThat(logins.login("admin", OWN, DESK).mustChangePassword()).isFalse();
    }

    @Test
    void oneTimePasswordEndsAfterADay() {
        String once = accounts.oneTimePassword("admin", LOCAL);
        clock.advance(Duration.ofHours(24));

        assertRefused(() -> logins.login("admin", once, DESK));
    }

    /** B-11. */
    @Test
    void sessionIdIsNewAtLoginAndAtChangeOfPasswordAndOldOnesEnd() {
        String once = accounts.oneTimePassword("admin", LOCAL);
        Session first = logins.login("admin", once, DESK);
        Session elsewhere = logins.login("admin", once, DESK);

        Session changed = logins.changePassword(first, once, OWN);

        assertThat(changed.id()).isNotEqualTo(first.id()).hasSize(43);
        assertThat(changed.csrfToken()).isNotEqualTo(first.csrfToken()).isNotEqualTo(changed.id());
        assertThat(logins.session(first.id())).isEmpty();
        assertThat(logins.session(elsewhere.id())).isEmpty();
        assertThat(logins.session(changed.id())).isPresent();
        assertRefused(() -> logins.changePassword(first, OWN, "another long password"));
    }

    @Test
    void newOneTimePasswordAndLogoutEndSessions() {
        Session session = admin();
        logins.logout(session.id());
        assertThat(logins.session(session.id())).isEmpty();

        Session other = logins.login("admin", OWN, DESK);
        accounts.oneTimePassword("admin", LOCAL);
        assertThat(logins.session(other.id())).isEmpty();
        assertRefused(() -> logins.login("admin", OWN, DESK));
    }

    @Test
    void sessionsEndWhenIdleAndAtTheirAbsoluteLimit() {
        Session idle = admin();
        clock.advance(Duration.ofMinutes(30));
        assertThat(logins.session(idle.id())).isEmpty();

        Session busy = logins.login("admin", OWN, DESK);
        for (int i = 0; i < 28; i++) {
            clock.advance(Duration.ofMinutes(25));
            assertThat(logins.session(busy.id())).isPresent();
        }
        clock.advance(Duration.ofMinutes(20));
        assertThat(logins.session(busy.id())).isEmpty();
    }

    @Test
    void aClockThatIsSetBackEndsSessionsInsteadOfStretchingThem() {
        Session session = admin();
        clock.advance(Duration.ofDays(-1));

        assertThat(logins.session(session.id())).isEmpty();
    }

    @Test
    void anAccountHasABoundedNumberOfSessions() {
        Session first = admin();
        for (int i = 0; i < 20; i++) {
            sessions.begin(first.caller(), false);
        }

        assertThat(logins.session(first.id())).isEmpty();
    }

    /** B-12: guessing is slowed per address, and cannot lock out a desk from which the account was used. */
    @Test
    void guessersAreSlowedAndTheAdministratorIsNotLockedOut() {
        logins.logout(admin().id());
        for (int i = 0; i < 5; i++) {
            assertRefused(() -> logins.login("admin", "wrong", "203.0.113.5"));
        }
        assertCode(() -> logins.login("admin", OWN, "203.0.113.5"), IdentityError.TOO_MANY_ATTEMPTS);
        assertThat(auditStore.actions()).contains("login.blocked");
        for (int i = 0; i < 14; i++) {
            String address = "203.0.113." + (100 + i);
            assertRefused(() -> logins.login("admin", "wrong", address));
        }
        assertCode(() -> logins.login("admin", OWN, "203.0.113.99"), IdentityError.TOO_MANY_ATTEMPTS);

        assertThat(logins.login("admin", OWN, DESK)).isNotNull();
        clock.advance(Duration.ofSeconds(31));
        assertThat(logins.login("admin", OWN, "203.0.113.98")).isNotNull();
    }

    @Test
    void onePlaceIsAWholeIpv6Network() {
        assertThat(Addresses.network("2001:db8::1")).isEqualTo(Addresses.network("2001:db8::ffff:1"));
        assertThat(Addresses.network("2001:db8:0:1::1")).isNotEqualTo(Addresses.network("2001:db8::1"));
        assertThat(Addresses.network("192.0.2.1")).isNotEqualTo(Addresses.network("192.0.2.2"));
    }

    /** B-12: whether a name exists must not show in the time. Compares medians of interleaved runs. */
    @Test
    void unknownNameTakesAsLongAsAWrongPassword() {
        PasswordHash hash = new PasswordHash(new SecureRandom());
        String known = hash.of(OWN).orElseThrow();
        long[] withHash = new long[9];
        long[] without = new long[9];
        for (int i = 0; i < withHash.length; i++) {
            withHash[i] = time(() -> assertThat(hash.matches("wrong", known)).contains(false));
            without[i] = time(() -> assertThat(hash.matches("wrong", "")).contains(false));
        }
        java.util.Arrays.sort(withHash);
        java.util.Arrays.sort(without);

        assertThat((double) without[4] / withHash[4]).isBetween(0.5, 2.0);
    }

    @Test
    void hashesAreSaltedArgon2idOfTheAgreedStrength() {
        PasswordHash hash = new PasswordHash(new SecureRandom());
        String one = hash.of(OWN).orElseThrow();

        assertThat(one)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(hash.of(OWN).orElseThrow());
        assertThat(hash.matches(OWN, one)).contains(true);
        assertThat(hash.matches(OWN + " ", one)).contains(false);
        assertThat(hash.matches(OWN, one.replace("m=19456", "m=8"))).contains(false);
    }

    @Test
    void weakOrUnchangedPasswordsAreRefused() {
        String once = accounts.oneTimePassword("admin", LOCAL);
        Session session = logins.login("admin", once, DESK);

        assertCode(() -> logins.changePassword(session, once, "short"), IdentityError.PASSWORD_REFUSED);
        assertCode(() -> logins.changePassword(session, once, once), IdentityError.PASSWORD_REFUSED);
        assertCode(() -> logins.changePassword(session, once, "x".repeat(257)), IdentityError.PASSWORD_REFUSED);
    }

    @Test
    void aStolenSessionIsNoWayToGuessThePassword() {
        Session session = admin();
        for (int i = 0; i < 5; i++) {
            assertRefused(() -> logins.changePassword(session, "guess", "a long new password"));
        }

        assertCode(() -> logins.changePassword(session, OWN, "a long new password"), IdentityError.TOO_MANY_ATTEMPTS);
    }

    /** B-08. */
    @Test
    void oddSessionIdsAndTokensAreNobody() {
        for (String odd :
                new String[] {"", "null", "none", "../../etc/passwd", "' OR 1=1 --", "a".repeat(43), "a".repeat(10_000)
                }) {
            assertThat(logins.session(odd)).isEmpty();
            assertThat(logins.localToken(odd)).isEmpty();
        }
    }

    @Test
    void localTokenIsNewAtEveryStartAndReadableByItsOwnerOnly() throws IOException {
        Path file = state.resolve("local-admin.token");
        String before = Files.readString(file).strip();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(logins.localToken(before)).contains(LOCAL);

        open();

        assertThat(logins.localToken(before)).isEmpty();
        assertThat(logins.localToken(Files.readString(file).strip())).contains(LOCAL);
    }

    @Test
    void aLoginSeesWhatItsAccountSees() {
        Scope north = Scope.ofOffices(Set.of("north"));
        accounts.create(new Wish("nora", Role.OPERATOR, north, Optional.of(OWN)), LOCAL);

        Session session = logins.login("nora", OWN, DESK);
        assertThat(session.caller()).isEqualTo(new Caller("nora", Role.OPERATOR, north));
        assertThat(session.mustChangePassword()).isFalse();
        assertThat(logins.changePassword(session, OWN, "another long password").caller())
                .isEqualTo(session.caller());
    }

    @Test
    void aDisabledAccountIsNobody() {
        Session session = nora();
        accounts.change("nora", disabled(true), LOCAL);

        assertThat(logins.session(session.id())).isEmpty();
        assertRefused(() -> logins.login("nora", OWN, DESK));

        accounts.change("nora", disabled(false), LOCAL);
        assertThat(logins.login("nora", OWN, DESK)).isNotNull();
    }

    @Test
    void everyChangeOfAnAccountEndsItsSessionsAtOnce() {
        List<Change> changes = List.of(
                new Change(Optional.of(Role.VIEWER), Optional.empty(), Optional.empty()),
                new Change(Optional.empty(), Optional.of(Scope.all()), Optional.empty()),
                disabled(true));
        Session session = nora();
        for (Change change : changes) {
            assertThat(logins.session(session.id())).isPresent();
            accounts.change("nora", change, LOCAL);
            assertThat(logins.session(session.id())).isEmpty();
            accounts.change("nora", disabled(false), LOCAL);
            session = logins.login("nora", OWN, DESK);
        }

        accounts.remove("nora", LOCAL);
        assertThat(logins.session(session.id())).isEmpty();
        assertRefused(() -> logins.login("nora", OWN, DESK));
    }

    @Test
    void aChangeThatChangesNothingEndsNothing() {
        Session session = nora();

        accounts.change("nora", disabled(false), LOCAL);

        assertThat(logins.session(session.id())).isPresent();
    }

    /** Checking a password takes tens of milliseconds; what is changed in that time must not be overlooked. */
    @Test
    void anAccountThatIsDisabledWhileItLogsInGetsNoSession() {
        nora();
        store.afterNextFind(() -> accounts.change("nora", disabled(true), LOCAL));

        assertRefused(() -> logins.login("nora", OWN, DESK));
    }

    @Test
    void anAccountThatIsNarrowedWhileItChangesItsPasswordGetsNoSession() {
        Session session = nora();
        Change narrower =
                new Change(Optional.empty(), Optional.of(Scope.ofOffices(Set.of("elsewhere"))), Optional.empty());
        store.afterNextFind(() ->
                store.replaceRights("nora", Role.OPERATOR, narrower.scope().orElseThrow(), false));

        assertRefused(() -> logins.changePassword(session, OWN, "another long password"));
        assertThat(logins.session(session.id())).isEmpty();
    }

    private static Change disabled(boolean disabled) {
        return new Change(Optional.empty(), Optional.empty(), Optional.of(disabled));
    }

    private Session nora() {
        accounts.create(new Wish("nora", Role.OPERATOR, Scope.ofOffices(Set.of("north")), Optional.of(OWN)), LOCAL);
        return logins.login("nora", OWN, DESK);
    }

    @Test
    void secretsAreNotInTheAudit() {
        String once = accounts.oneTimePassword("admin", LOCAL);
        Session session = logins.login("admin", once, DESK);

        assertThat(auditStore.after(0, 100).toString()).doesNotContain(once, session.id(), session.csrfToken());
    }

    private Session admin() {
        String once = accounts.oneTimePassword("admin", LOCAL);
        return logins.changePassword(logins.login("admin", once, DESK), once, OWN);
    }

    private static long time(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return System.nanoTime() - begin;
    }

    private static void assertRefused(ThrowingCallable call) {
        assertCode(call, IdentityError.LOGIN_REFUSED);
    }

    private static void assertCode(ThrowingCallable call, IdentityError code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(FettleException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
