package io.fettle.rest.session;

import org.jspecify.annotations.Nullable;

/** A change of one's own password. */
public record PasswordChange(
        @Nullable String oldPassword, @Nullable String newPassword) {
    /** Keeps the passwords out of every log. */
    @Override
    public String toString() {
        return "PasswordChange";
    }
}
