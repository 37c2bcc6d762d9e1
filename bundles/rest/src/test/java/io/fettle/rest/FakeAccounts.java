package io.fettle.rest;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.identity.Accounts;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.IdentityError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts in a map, and one more that nobody can change. */
final class FakeAccounts implements Accounts {
    static final String LAST = "last";
    private static final Instant NOW = Instant.parse("2026-11-22T17:55:09Z");

    final Map<String, Scope> scopes = new TreeMap<>();
    private final Map<String, Account> accounts = new TreeMap<>();

    @Override
    public List<Account> list(Scope scope) {
        return accounts.values().stream()
                .filter(account -> scope.includes(account.scope()))
                .toList();
    }

    @Override
    public Optional<Account> find(String name, Scope scope) {
        return list(scope).stream()
                .filter(account -> account.name().equals(name))
                .findFirst();
    }

    @Override
    public IssuedAccount create(Wish wish, Caller by) {
        Account account = new Account(
                wish.name(), wish.role(), wish.scope(), false, wish.password().isPresent(), NOW);
        put(account);
        return new IssuedAccount(
                account, wish.password().isPresent() ? Optional.empty() : Optional.of("once-" + accounts.size()));
    }

    @Override
    public Account change(String name, Change change, Caller by) {
        if (name.equals(LAST)) {
            throw new FettleException(IdentityError.LAST_ADMIN, "last is the last");
        }
        Account old = existing(name, by);
        Account changed = new Account(
                name,
                change.role().orElse(old.role()),
                change.scope().orElse(old.scope()),
                change.disabled().orElse(old.disabled()),
                old.passwordSet(),
                old.createdAt());
        put(changed);
        return changed;
    }

    @Override
    public void remove(String name, Caller by) {
        existing(name, by);
        accounts.remove(name);
    }

    @Override
    public String oneTimePassword(String name, Caller by) {
        existing(name, by);
        return "once";
    }

    private void put(Account account) {
        accounts.put(account.name(), account);
        scopes.put(account.name(), account.scope());
    }

    private Account existing(String name, Caller by) {
        return find(name, by.scope())
                .orElseThrow(() -> new FettleException(IdentityError.UNKNOWN_ACCOUNT, "There is no such account"));
    }
}
