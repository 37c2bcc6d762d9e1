package io.fettle.api.approval;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** How a decision, or a question for one, fails. */
public enum ApprovalError implements ErrorCode {
    /** The catalog does not hold the patch, and nothing was ever decided about it. */
    UNKNOWN_PATCH(ErrorCategory.NOT_FOUND),
    /** No computer that the caller may see belongs to the group. */
    UNKNOWN_GROUP(ErrorCategory.NOT_FOUND),
    /** The decision would reach computers that the caller may not see. */
    BEYOND_SCOPE(ErrorCategory.DENIED),
    /** The note is too long or holds control characters. */
    INVALID_NOTE(ErrorCategory.USER),
    /** Another decision is being written for too long. */
    BUSY(ErrorCategory.RESOURCES);

    private final ErrorCategory category;

    ApprovalError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
