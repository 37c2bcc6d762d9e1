package io.fettle.rest.problem;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** How a request fails before or beside the capability that it is meant for. */
public enum RestError implements ErrorCode {
    /** Something in the request is missing, unknown, out of bounds or not readable. */
    INVALID_REQUEST(ErrorCategory.USER),
    /** The body is longer than this endpoint takes. */
    TOO_LARGE(ErrorCategory.USER),
    NOT_FOUND(ErrorCategory.NOT_FOUND),
    /** Nobody is logged in, or the log-in has expired (401). */
    NOT_LOGGED_IN(ErrorCategory.DENIED),
    ROLE_TOO_LOW(ErrorCategory.DENIED),
    /** It is about the whole server, and the caller sees some offices only. */
    SCOPE_TOO_NARROW(ErrorCategory.DENIED),
    /** The password in use is a one-time password. */
    PASSWORD_CHANGE_REQUIRED(ErrorCategory.DENIED),
    /** The header X-CSRF-Token is missing or wrong. */
    CSRF_REFUSED(ErrorCategory.DENIED),
    /** A page of another origin sent the request. */
    ORIGIN_REFUSED(ErrorCategory.DENIED),
    /** The bundle that would answer is not deployed now. */
    CAPABILITY_ABSENT(ErrorCategory.RESOURCES),
    TOO_MANY_STREAMS(ErrorCategory.RESOURCES),
    /** The uploaded code could not be taken in; the message says why. */
    NOT_DEPLOYABLE(ErrorCategory.USER),
    /** The server cannot do without this code while it runs; the message says who needs it and what to do instead. */
    NOT_REMOVABLE(ErrorCategory.CONFLICT),
    /** Another deployment of code is under way. */
    DEPLOYING(ErrorCategory.RESOURCES),
    INTERNAL_ERROR(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    RestError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
