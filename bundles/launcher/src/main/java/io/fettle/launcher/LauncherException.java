package io.fettle.launcher;

import org.jspecify.annotations.Nullable;

/** A command failed; the message is for the person who typed it and says what to do next. */
final class LauncherException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LauncherException(String message) {
        this(message, null);
    }

    LauncherException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
