package io.fettle.rest.account;

import io.fettle.rest.route.Means;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes different; what is left out stays. */
public record AccountChange(
        @Nullable String role,

        @Means("True for all offices; else offices names at least one, or both are left out") @Nullable
        Boolean everything,

        @Nullable List<@Nullable String> offices,
        @Nullable Boolean disabled) {}
