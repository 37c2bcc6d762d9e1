package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.identity.Role;
import io.fettle.spi.store.AccountStore;
import io.fettle.spi.store.AccountStore.AccountRow;
import io.fettle.spi.store.AccountStore.PasswordState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AccountStore} keeps to. */
public abstract class AccountStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final int THREADS = 6;

    private AccountStore store;

    /** Empty. */
    protected abstract AccountStore freshStore();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void accountsComeBackAsInserted() {
        AccountRow without = new AccountRow("b", Role.VIEWER, "", PasswordState.NONE, Optional.empty(), NOW);
        AccountRow oneTime =
                new AccountRow("a", Role.PLATFORM_ADMIN, "$argon2id$x", PasswordState.ONE_TIME, Optional.of(NOW), NOW);

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
                .contains(new AccountRow("admin", Role.ADMIN, "new", PasswordState.ONE_TIME, Optional.of(NOW), NOW));

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
    public void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> store.insert(account("a".repeat(65), "x"))).isInstanceOf(FettleException.class);
        assertThatThrownBy(() -> store.insert(account("a", "x".repeat(301)))).isInstanceOf(FettleException.class);
        assertThat(store.list()).isEmpty();
    }

    private static AccountRow account(String name, String hash) {
        return new AccountRow(name, Role.ADMIN, hash, PasswordState.OWN, Optional.empty(), NOW);
    }
}
