package io.fettle.api.identity;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** How log-in and the care of accounts fail. */
public enum IdentityError implements ErrorCode {
    /** Name or password is wrong; never says which. */
    LOGIN_REFUSED(ErrorCategory.DENIED),
    /** Too many attempts from this address or on this account; later it may work. */
    TOO_MANY_ATTEMPTS(ErrorCategory.RESOURCES),
    /** The new password is too short, too long or the old one. */
    PASSWORD_REFUSED(ErrorCategory.USER),
    /** The account's name is not one. */
    NAME_REFUSED(ErrorCategory.USER),
    /** The caller may not give this role or touch this account. */
    ROLE_REFUSED(ErrorCategory.DENIED),
    /** The caller may not give this scope: it does not have it itself. */
    SCOPE_REFUSED(ErrorCategory.DENIED),
    /** Nobody with this role can have this scope, or it holds nothing. */
    INVALID_SCOPE(ErrorCategory.USER),
    /** Afterwards nobody could administer the server any more. */
    LAST_ADMIN(ErrorCategory.CONFLICT),
    ACCOUNT_EXISTS(ErrorCategory.CONFLICT),
    UNKNOWN_ACCOUNT(ErrorCategory.NOT_FOUND);

    private final ErrorCategory category;

    IdentityError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
