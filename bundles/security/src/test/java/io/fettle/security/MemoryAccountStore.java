package io.fettle.security;

import io.fettle.spi.store.AccountStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts in a map. */
public final class MemoryAccountStore implements AccountStore {
    private final Map<String, AccountRow> rows = new TreeMap<>();

    @Override
    public synchronized List<AccountRow> list() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized Optional<AccountRow> find(String name) {
        return Optional.ofNullable(rows.get(name));
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
        rows.put(name, new AccountRow(name, old.role(), hash, state, validUntil, old.createdAt()));
        return true;
    }
}
