package io.fettle.relay.uplink;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** Why something does not get through. */
public enum UplinkError implements ErrorCode {
    SERVER_AWAY(ErrorCategory.RESOURCES),
    REFUSED_BY_SERVER(ErrorCategory.DENIED);

    private final ErrorCategory category;

    UplinkError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
