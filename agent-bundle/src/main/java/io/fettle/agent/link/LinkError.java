package io.fettle.agent.link;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** Why an answer or some content is not taken. */
public enum LinkError implements ErrorCode {
    /** A reply is not for us, not to what we said, too old, or not signed by the server. */
    BAD_REPLY,
    /** Content is longer than announced or is not what its digest says. */
    BAD_CONTENT,
    /** More reports wait than this computer keeps. */
    TOO_MANY_REPORTS;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.EXTERNAL;
    }
}
