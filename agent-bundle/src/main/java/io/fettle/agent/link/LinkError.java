package io.fettle.agent.link;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** Why an answer or a report is not taken. */
public enum LinkError implements ErrorCode {
    /** There are not as many answers as questions. */
    BAD_REPLY,
    /** A reply of the server's is to something else than what was said just now. */
    OTHER_QUESTION,
    /** More reports wait than this computer keeps. */
    TOO_MANY_REPORTS;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.EXTERNAL;
    }
}
