package io.fettle.rest.approval;

import org.jspecify.annotations.Nullable;

/** What is decided about a patch, for a group of whatever name. @param note why; may be left out */
public record NewApproval(
        @Nullable String group,
        @Nullable String decision,
        @Nullable String note) {}
