package io.fettle.rest.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token to be. */
public record NewToken(
        @Nullable String role,
        @Nullable String officeId,
        @Nullable List<@Nullable String> groups,
        @Nullable Boolean autoApprove,
        @Nullable Integer uses,
        @Nullable String validity,
        @Nullable List<@Nullable String> names) {}
