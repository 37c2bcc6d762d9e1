package io.fettle.security.account;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.identity.IdentityError;
import io.fettle.api.identity.Role;
import io.fettle.spi.store.AccountStore.AccountRow;
import java.util.Set;
import java.util.regex.Pattern;

/** What every account keeps to, whoever makes it. */
final class AccountRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,63}");
    private static final Set<String> RESERVED = Set.of("local", "system");
    private static final int MAX_OFFICES = 1_000;

    private AccountRules() {}

    static void checkName(String name) {
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new FettleException(
                    IdentityError.NAME_REFUSED,
                    "An account's name has 1 to 64 of a-z, 0-9, dot, dash and underscore, and begins with a letter");
        }
    }

    static void checkRights(Role role, Scope scope) {
        if (!scope.everything() && (scope.offices().isEmpty() || scope.offices().size() > MAX_OFFICES)) {
            throw new FettleException(
                    IdentityError.INVALID_SCOPE, "A scope is everything, or 1 to " + MAX_OFFICES + " offices");
        }
        if (role == Role.PLATFORM_ADMIN && !scope.everything()) {
            throw new FettleException(
                    IdentityError.INVALID_SCOPE,
                    "Code in the server sees everything, so PLATFORM_ADMIN does too; choose ADMIN, or everything");
        }
    }

    static boolean administersEverything(AccountRow account) {
        return account.role().includes(Role.ADMIN) && account.scope().everything() && !account.disabled();
    }
}
