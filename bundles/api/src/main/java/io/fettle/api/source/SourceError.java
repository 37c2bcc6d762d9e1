package io.fettle.api.source;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** How the administration of sources fails. */
public enum SourceError implements ErrorCode {
    /** No plug-in of this kind is installed. */
    UNKNOWN_KIND(ErrorCategory.USER),
    /** A setting is missing or wrong; the message names it. */
    INVALID_SOURCE(ErrorCategory.USER),
    UNKNOWN_SOURCE(ErrorCategory.NOT_FOUND),
    TOO_MANY_SOURCES(ErrorCategory.RESOURCES);

    private final ErrorCategory category;

    SourceError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
