package io.fettle.source.rpm;

import io.fettle.api.Reason;

/** The repository must not be used as it is now; becomes the run's result. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    RefusedException(Reason reason) {
        super(reason.code());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
