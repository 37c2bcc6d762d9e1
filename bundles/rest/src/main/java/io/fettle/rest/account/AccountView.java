package io.fettle.rest.account;

import io.fettle.api.identity.Accounts;
import io.fettle.api.identity.Role;
import java.time.Instant;

/** A person's account. @param passwordSet false until somebody chose a password of their own */
public record AccountView(String name, Role role, boolean passwordSet, Instant createdAt) {
    static AccountView of(Accounts.Account account) {
        return new AccountView(account.name(), account.role(), account.passwordSet(), account.createdAt());
    }
}
