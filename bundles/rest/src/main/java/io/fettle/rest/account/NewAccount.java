package io.fettle.rest.account;

import io.fettle.rest.route.Means;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account to be. */
public record NewAccount(
        @Nullable String name,
        @Nullable String role,

        @Means("True for all offices; else offices names at least one") @Nullable
        Boolean everything,

        @Nullable List<@Nullable String> offices,

        @Means("12 to 256 characters; left out, the answer holds a one-time password") @Nullable
        String password) {
    /** Keeps the password out of every log. */
    @Override
    public String toString() {
        return "NewAccount";
    }
}
