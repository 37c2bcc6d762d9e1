package io.fettle.security;

import io.fettle.api.Scope;
import io.fettle.api.identity.Role;
import io.fettle.spi.store.AccountStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts in a map. */
public final class MemoryAccountStore implements AccountStore {
    private final Map<String, AccountRow> rows = new TreeMap<>();
    private Runnable afterFind = () -> {};

    /** Does something in the middle of somebody else's work, once. */
    public synchronized void afterNextFind(Runnable action) {
        afterFind = action;
    }

    @Override
    public synchronized List<AccountRow> list() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized Optional<AccountRow> find(String name) {
        Optional<AccountRow> found = Optional.ofNullable(rows.get(name));
        Runnable now = afterFind;
        afterFind = () -> {};
        now.run();
        return found;
    }

    @Override
    public synchronized boolean insert(AccountRow account) {
        return rows.putIfAbsent(account.name(), account) == null;
    }

    @Override
    public synchronized boolean replacePassword(
            String name, String expectedHash, String hash, PasswordState state, Optional<Instant> validUntil) {
        AccountRow old = rows.get(name);
        if (old == null || !old.passwordHash().equals(expectedHash)) {
            return false;
        }
        rows.put(
                name,
                new AccountRow(
                        name, old.role(), old.scope(), old.disabled(), hash, state, validUntil, old.createdAt()));
        return true;
    }

    @Override
    public synchronized boolean replaceRights(String name, Role role, Scope scope, boolean disabled) {
        return rows.computeIfPresent(
                        name,
                        (key, old) -> new AccountRow(
                                name,
                                role,
                                scope,
                                disabled,
                                old.passwordHash(),
                                old.state(),
                                old.validUntil(),
                                old.createdAt()))
                != null;
    }

    @Override
    public synchronized boolean remove(String name) {
        return rows.remove(name) != null;
    }
}
