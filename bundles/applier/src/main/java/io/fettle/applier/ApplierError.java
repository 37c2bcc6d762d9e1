package io.fettle.applier;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** Why the applier stops. */
public enum ApplierError implements ErrorCode {
    /** The order, what proves it, or the computer's owner does not allow it. */
    REFUSED(ErrorCategory.EXTERNAL),
    /** Another applier or package manager is at work; the same hand-over can be tried again. */
    BUSY(ErrorCategory.RESOURCES),
    /** A program of the operating system took too long, said too much or could not be started. */
    COMMAND_FAILED(ErrorCategory.EXTERNAL);

    private final ErrorCategory category;

    ApplierError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
