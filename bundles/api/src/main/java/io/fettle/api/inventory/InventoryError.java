package io.fettle.api.inventory;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** What can go wrong with computers, offices and relays. */
public enum InventoryError implements ErrorCode {
    UNKNOWN_COMPUTER(ErrorCategory.NOT_FOUND),
    UNKNOWN_OFFICE(ErrorCategory.NOT_FOUND),
    /** No visible computer is in a group of this name. */
    UNKNOWN_GROUP(ErrorCategory.NOT_FOUND),
    OFFICE_EXISTS(ErrorCategory.CONFLICT),
    INVALID_OFFICE(ErrorCategory.USER),
    INVALID_NAME(ErrorCategory.USER),
    /** The fleet has more computers, software or setups than one server holds. */
    FLEET_FULL(ErrorCategory.RESOURCES),
    /** Not written in time, or not loaded yet. */
    BUSY(ErrorCategory.RESOURCES),
    NOT_LOADED(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    InventoryError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
