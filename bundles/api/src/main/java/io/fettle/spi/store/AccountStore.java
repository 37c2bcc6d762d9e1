package io.fettle.spi.store;

import io.fettle.api.Scope;
import io.fettle.api.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the accounts. Each write is one transaction. Thread-safe; blocks. */
public interface AccountStore {

    /** All accounts, by name. */
    List<AccountRow> list();

    Optional<AccountRow> find(String name);

    /** Adds an account; false, and nothing changed, where the name is taken. */
    boolean insert(AccountRow account);

    /**
     * Replaces password fields if the present hash is still {@code expectedHash}; false, and nothing changed, where it is
     * not or there is no such account. So of two changes at once exactly one takes effect.
     */
    boolean replacePassword(
            String name, String expectedHash, String hash, PasswordState state, Optional<Instant> validUntil);

    /** Replaces what the account may do and see; false, and nothing changed, where there is no such account. */
    boolean replaceRights(String name, Role role, Scope scope, boolean disabled);

    /** False where there is no such account. */
    boolean remove(String name);

    /**
     * An account.
     *
     * @param name lower case, at most 64 characters; unique
     * @param scope at most 1,000 offices
     * @param disabled it is there, but nobody can log in with it
     * @param passwordHash in PHC string form, at most 300 characters; empty where there is none
     * @param validUntil end of a one-time password, to the millisecond; empty otherwise
     */
    record AccountRow(
            String name,
            Role role,
            Scope scope,
            boolean disabled,
            String passwordHash,
            PasswordState state,
            Optional<Instant> validUntil,
            Instant createdAt) {}

    /** What kind of password an account has. */
    enum PasswordState {
        NONE,
        ONE_TIME,
        OWN
    }
}
