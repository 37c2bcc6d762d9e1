package io.fettle.member;

import java.io.IOException;

/** The other side answered, but not with what was asked for. */
public final class UnexpectedStatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    UnexpectedStatusException(String from, int status) {
        super(from + " answered with status " + status);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
