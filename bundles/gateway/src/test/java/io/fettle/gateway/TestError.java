package io.fettle.gateway;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;
import io.fettle.api.FettleException;

/** A failure of a given category. */
record TestError(String name, ErrorCategory category) implements ErrorCode {
    static FettleException of(ErrorCategory category) {
        return new FettleException(new TestError("TEST", category), "secret words that nobody outside may read");
    }
}
