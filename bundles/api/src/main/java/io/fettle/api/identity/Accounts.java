package io.fettle.api.identity;

import io.fettle.api.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The accounts. Thread-safe; blocks; what is written is durable when a call returns, and audited.
 *
 * <p>Whoever manages accounts has the role ADMIN, and never touches or gives a role or a scope beyond the own one: refused
 * with ROLE_REFUSED or SCOPE_REFUSED (DENIED). An account whose scope lies outside the caller's does not exist for it:
 * UNKNOWN_ACCOUNT (NOT_FOUND). The last enabled account that is at least ADMIN and sees everything stays as it is:
 * LAST_ADMIN (CONFLICT).
 */
public interface Accounts {
    /** By name. Those whose own scope lies within this one. */
    List<Account> list(Scope scope);

    Optional<Account> find(String name, Scope scope);

    /**
     * Creates an account, with the wish's password, or else with a one-time password.
     *
     * @throws io.fettle.api.FettleException ACCOUNT_EXISTS (CONFLICT); NAME_REFUSED, PASSWORD_REFUSED, INVALID_SCOPE (USER)
     */
    IssuedAccount create(Wish wish, Caller by);

    /** Changes what an account may do and see. Where that is something, all its sessions end at once. */
    Account change(String name, Change change, Caller by);

    /** Ends an account and all its sessions. Its name is free afterwards. */
    void remove(String name, Caller by);

    /** Makes and returns a new one-time password (shown once, stored only as a hash, valid 24 hours) and ends all sessions. */
    String oneTimePassword(String name, Caller by);

    /**
     * A person's account.
     *
     * @param disabled nobody can log in with it
     * @param passwordSet false while it has none but a one-time password
     */
    record Account(String name, Role role, Scope scope, boolean disabled, boolean passwordSet, Instant createdAt) {}

    /** An account to be. @param password 12 to 256 characters; empty for a one-time password */
    record Wish(String name, Role role, Scope scope, Optional<String> password) {
        /** Keeps the password out of every log. */
        @Override
        public String toString() {
            return "Wish " + name;
        }
    }

    /** A new account. @param oneTimePassword shown this once; empty where the wish had a password */
    record IssuedAccount(Account account, Optional<String> oneTimePassword) {
        /** Keeps the password out of every log. */
        @Override
        public String toString() {
            return "IssuedAccount " + account.name();
        }
    }

    /** What becomes different; the rest stays. */
    record Change(Optional<Role> role, Optional<Scope> scope, Optional<Boolean> disabled) {}
}
