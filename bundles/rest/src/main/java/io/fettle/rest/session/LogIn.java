package io.fettle.rest.session;

import org.jspecify.annotations.Nullable;

/** A log-in. */
public record LogIn(@Nullable String name, @Nullable String password) {
    /** Keeps the password out of every log. */
    @Override
    public String toString() {
        return "LogIn";
    }
}
