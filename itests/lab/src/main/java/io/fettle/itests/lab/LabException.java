package io.fettle.itests.lab;

import org.jspecify.annotations.Nullable;

/** Something about the lab went wrong; the message says what and what to do. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        this(message, null);
    }

    public LabException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
