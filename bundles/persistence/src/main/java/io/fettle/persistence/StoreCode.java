package io.fettle.persistence;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** What can go wrong in a store. */
public enum StoreCode implements ErrorCode {
    /** Too many writes wait already; nothing was stored. */
    STORE_BUSY(ErrorCategory.RESOURCES),
    /** The server is stopping or the database was switched; nothing was stored. */
    STORE_CLOSED(ErrorCategory.RESOURCES),
    /** The write was given up on after it had begun: it may or may not be stored. */
    STORE_UNCERTAIN(ErrorCategory.INTERNAL),
    /** Something of this id or name is stored already; nothing was stored. */
    STORE_CONFLICT(ErrorCategory.CONFLICT),
    /** A value is outside the bounds of its port; nothing was stored. */
    STORE_OUT_OF_BOUNDS(ErrorCategory.INTERNAL),
    /** The database failed; nothing was stored. */
    STORE_FAILED(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    StoreCode(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
