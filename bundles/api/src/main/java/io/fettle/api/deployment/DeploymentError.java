package io.fettle.api.deployment;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** What can go wrong with deployments. */
public enum DeploymentError implements ErrorCode {
    /** Name, validity or choice is out of bounds; the message names it. */
    INVALID_DEPLOYMENT(ErrorCategory.USER),
    UNKNOWN_DEPLOYMENT(ErrorCategory.NOT_FOUND),
    /** None of the chosen computers misses any of the chosen patches. */
    NOTHING_TO_DEPLOY(ErrorCategory.CONFLICT),
    /** It has ended already. */
    DEPLOYMENT_ENDED(ErrorCategory.CONFLICT),
    /** Somebody else holds what is needed for longer than one should wait. */
    DEPLOYMENT_BUSY(ErrorCategory.RESOURCES),
    /** What is stored could not be read; the log says why. */
    NOT_LOADED(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    DeploymentError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
