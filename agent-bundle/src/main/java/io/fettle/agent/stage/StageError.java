package io.fettle.agent.stage;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** Why an order is not taken. */
public enum StageError implements ErrorCode {
    /** It is older than one that was taken before. */
    OLD_ORDER,
    /** It names something that no order may name. */
    BAD_ORDER;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.EXTERNAL;
    }
}
