package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.identity.Role;
import io.fettle.spi.store.AccountStore;
import io.fettle.spi.store.AccountStore.AccountRow;
import io.fettle.spi.store.AccountStore.PasswordState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AccountStore} keeps to. */
public abstract class AccountStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final int THREADS = 6;
    private static final Scope NORTH = Scope.ofOffices(Set.of("o-north", "o-far-north"));

    private AccountStore store;

    /** Empty. */
    protected abstract AccountStore freshStore();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void accountsComeBackAsInserted() {
        AccountRow without =
                new AccountRow("b", Role.VIEWER, NORTH, true, "", PasswordState.NONE, Optional.empty(), NOW);
        AccountRow oneTime = new AccountRow(
                "a",
                Role.PLATFORM_ADMIN,
                Scope.all(),
                false,
                "$argon2id$x",
                PasswordState.ONE_TIME,
                Optional.of(NOW),
                NOW);

        assertThat(store.insert(without)).isTrue();
        assertThat(store.insert(oneTime)).isTrue();

        assertThat(store.list()).containsExactly(oneTime, without);
        assertThat(store.find("a")).contains(oneTime);
        assertThat(store.find("c")).isEmpty();
    }

    @Test
    public void aNameIsTakenOnce() {
        store.insert(account("admin", "first"));

        assertThat(store.insert(account("admin", "second"))).isFalse();

        assertThat(store.find("admin").map(AccountRow::passwordHash)).contains("first");
    }

    @Test
    public void ofManyWhoWantANameAtOnceOneGetsIt() throws Exception {
        List<Boolean> inserted = Parallel.run(THREADS, i -> () -> store.insert(account("admin", "hash" + i)));

        assertThat(inserted).containsOnlyOnce(true);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    public void aPasswordIsReplacedWhereTheHashIsTheExpectedOne() {
        store.insert(account("admin", "old"));

        assertThat(store.replacePassword("admin", "wrong", "new", PasswordState.OWN, Optional.empty()))
                .isFalse();
        assertThat(store.replacePassword("nobody", "old", "new", PasswordState.OWN, Optional.empty()))
                .isFalse();
        assertThat(store.find("admin")).contains(account("admin", "old"));

        assertThat(store.replacePassword("admin", "old", "new", PasswordState.ONE_TIME, Optional.of(NOW)))
                .isTrue();
        assertThat(store.find("admin"))
                .contains(new AccountRow(
                        "admin", Role.ADMIN, Scope.all(), false, "new", PasswordState.ONE_TIME, Optional.of(NOW), NOW));

        assertThat(store.replacePassword("admin", "new", "own", PasswordState.OWN, Optional.empty()))
                .isTrue();
        assertThat(store.find("admin").flatMap(AccountRow::validUntil)).isEmpty();
    }

    @Test
    public void ofManyWhoReplaceAPasswordAtOnceOneDoes() throws Exception {
        store.insert(account("admin", "old"));

        List<Boolean> replaced = Parallel.run(
                THREADS,
                i -> () -> store.replacePassword("admin", "old", "new" + i, PasswordState.OWN, Optional.empty()));

        assertThat(replaced).containsOnlyOnce(true);
        assertThat(store.find("admin").map(AccountRow::passwordHash)).contains("new" + replaced.indexOf(true));
    }

    @Test
    public void rightsAreReplacedAndThePasswordStays() {
        store.insert(account("anna", "hash"));
        store.insert(account("bert", "hash"));

        assertThat(store.replaceRights("anna", Role.OPERATOR, NORTH, true)).isTrue();
        assertThat(store.find("anna"))
                .contains(new AccountRow(
                        "anna", Role.OPERATOR, NORTH, true, "hash", PasswordState.OWN, Optional.empty(), NOW));

        assertThat(store.replaceRights("anna", Role.ADMIN, Scope.all(), false)).isTrue();
        assertThat(store.list()).containsExactly(account("anna", "hash"), account("bert", "hash"));
        assertThat(store.replaceRights("nobody", Role.ADMIN, Scope.all(), false))
                .isFalse();
    }

    @Test
    public void aRemovedAccountIsGoneAndItsNameIsFree() {
        store.insert(account("anna", "first"));

        assertThat(store.remove("anna")).isTrue();
        assertThat(store.remove("anna")).isFalse();
        assertThat(store.find("anna")).isEmpty();
        assertThat(store.insert(account("anna", "second"))).isTrue();
    }

    @Test
    public void aScopeHasABound() {
        Set<String> most = IntStream.range(0, 1_000).mapToObj(n -> "o-" + n).collect(Collectors.toSet());
        store.insert(account("anna", "hash"));

        assertThat(store.replaceRights("anna", Role.VIEWER, Scope.ofOffices(most), false))
                .isTrue();
        assertThat(store.find("anna").map(AccountRow::scope)).contains(Scope.ofOffices(most));

        most.add("o-one-more");
        assertThatThrownBy(() -> store.replaceRights("anna", Role.VIEWER, Scope.ofOffices(most), false))
                .isInstanceOf(FettleException.class);
    }

    @Test
    public void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> store.insert(account("a".repeat(65), "x"))).isInstanceOf(FettleException.class);
        assertThatThrownBy(() -> store.insert(account("a", "x".repeat(301)))).isInstanceOf(FettleException.class);
        assertThat(store.list()).isEmpty();
    }

    private static AccountRow account(String name, String hash) {
        return new AccountRow(name, Role.ADMIN, Scope.all(), false, hash, PasswordState.OWN, Optional.empty(), NOW);
    }
}
