package io.fettle.api.content;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** How the depot fails. */
public enum ContentError implements ErrorCode {
    /** Not held, and no origin knows it. */
    UNKNOWN_CONTENT(ErrorCategory.NOT_FOUND),
    /** Origins know it, none could deliver it. */
    ORIGIN_FAILED(ErrorCategory.EXTERNAL),
    /** It could not be brought here yet; whoever asks later finds it, or waits on. */
    STILL_FETCHING(ErrorCategory.RESOURCES),
    /** The bytes are not what their digest or size says. */
    DIGEST_MISMATCH(ErrorCategory.EXTERNAL),
    /** More bytes than were allowed. */
    TOO_LARGE(ErrorCategory.EXTERNAL),
    /** The depot's disk is too full. */
    NO_SPACE(ErrorCategory.RESOURCES);

    private final ErrorCategory category;

    ContentError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
