package io.fettle.api.demo;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** How filling a server with a synthetic fleet fails. */
public enum DemoError implements ErrorCode {
    INVALID_NUMBER(ErrorCategory.USER),
    /** Another filling runs. */
    BUSY(ErrorCategory.CONFLICT),
    /** The repository of the demo could not be written or imported. */
    REPOSITORY_FAILED(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    DemoError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
