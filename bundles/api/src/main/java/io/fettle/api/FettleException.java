package io.fettle.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one unchecked failure of Fettle. The message says what failed, which thing it was and what to do next; it never
 * holds a secret. Expected outcomes are return values, not exceptions.
 */
public class FettleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;

    public FettleException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public FettleException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.code = Objects.requireNonNull(code);
    }

    public ErrorCode code() {
        return code;
    }
}
