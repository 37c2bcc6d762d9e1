package io.fettle.rest.account;

/** A password that is good for one log-in. */
public record OneTimePassword(String password) {
    /** Keeps the password out of every log. */
    @Override
    public String toString() {
        return "OneTimePassword";
    }
}
