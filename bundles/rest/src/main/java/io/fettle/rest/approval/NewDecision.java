package io.fettle.rest.approval;

import org.jspecify.annotations.Nullable;

/** What is decided about a patch, for a group that the path names. @param note why; may be left out */
public record NewDecision(
        @Nullable String decision, @Nullable String note) {}
