package io.fettle.api.policy;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** How a change of a policy fails. */
public enum PolicyError implements ErrorCode {
    /** Somebody else changed it since the caller has read it. */
    POLICY_CHANGED(ErrorCategory.CONFLICT),
    /** It concerns computers that the caller may not see. */
    POLICY_BEYOND_SCOPE(ErrorCategory.DENIED),
    /** Another change is being written for too long. */
    POLICY_BUSY(ErrorCategory.RESOURCES);

    private final ErrorCategory category;

    PolicyError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
