package io.fettle.api.assessment;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** How a question to the assessment fails. */
public enum AssessmentError implements ErrorCode {
    /** No source has ever spoken of this CVE, or the text is no CVE id. */
    UNKNOWN_VULNERABILITY(ErrorCategory.NOT_FOUND),
    /** No repository offers this patch now and nobody misses it, or the text is no id of a patch. */
    UNKNOWN_PATCH(ErrorCategory.NOT_FOUND);

    private final ErrorCategory category;

    AssessmentError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
