package io.fettle.api.enrolment;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** How enrolment fails. */
public enum EnrolmentError implements ErrorCode {
    /** This machine may not join; the audit says why. */
    ENROLMENT_REFUSED(ErrorCategory.DENIED),
    /** Nobody can join at present: too many attempts, or the inventory is absent. */
    ENROLMENT_UNAVAILABLE(ErrorCategory.RESOURCES),
    /** The wish for a token is out of bounds. */
    WISH_REFUSED(ErrorCategory.USER),
    UNKNOWN_TOKEN(ErrorCategory.NOT_FOUND);

    private final ErrorCategory category;

    EnrolmentError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
