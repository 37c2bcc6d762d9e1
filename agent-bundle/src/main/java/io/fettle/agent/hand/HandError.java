package io.fettle.agent.hand;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** What can go wrong at the border to other processes. */
public enum HandError implements ErrorCode {
    /** A command took too long, said too much, could not be started or failed. */
    COMMAND_FAILED,
    /** The applier's result cannot be read. */
    BAD_RESULT;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.EXTERNAL;
    }
}
