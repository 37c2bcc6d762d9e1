package io.fettle.security.account;

import io.fettle.api.FettleException;
import io.fettle.api.identity.IdentityError;

/** What a password that a person chooses looks like. */
final class PasswordRule {
    static final int MAX = 256;
    private static final int MIN = 12;

    private PasswordRule() {}

    /** @param old the one that it replaces; empty where there is none */
    static void check(String password, String old) {
        if (password.codePointCount(0, password.length()) < MIN || password.length() > MAX || password.equals(old)) {
            throw new FettleException(
                    IdentityError.PASSWORD_REFUSED,
                    "A new password has " + MIN + " to " + MAX + " characters and is not the old one");
        }
    }
}
