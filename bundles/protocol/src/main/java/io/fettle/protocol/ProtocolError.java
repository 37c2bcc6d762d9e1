package io.fettle.protocol;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** What can be wrong with a message. */
public enum ProtocolError implements ErrorCode {
    /** The bytes are not what the format says, or exceed its bounds. */
    MALFORMED_MESSAGE,
    /** The bytes are whole, but a newer peer says something in them that is not known here. */
    NOT_UNDERSTOOD,
    /** The signature is not one of this key over these bytes. */
    BAD_SIGNATURE;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.USER;
    }
}
