package io.fettle.api.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The accounts. Thread-safe. */
public interface Accounts {
    List<Account> list();

    Optional<Account> find(String name);

    /** Creates an account without a usable password; see {@link #oneTimePassword}. */
    Account create(String name, Role role, Caller by);

    /** Makes and returns a new one-time password (shown once, stored only as a hash, valid 24 hours) and ends all sessions. */
    String oneTimePassword(String name, Caller by);

    /** @param passwordSet false until somebody chose a password of their own */
    record Account(String name, Role role, boolean passwordSet, Instant createdAt) {}
}
