package io.fettle.protocol;

import io.fettle.api.FettleException;
import org.jspecify.annotations.Nullable;

/** A message from outside breaks its format. Nothing of it may be used. */
public sealed class MalformedMessageException extends FettleException permits NotUnderstoodException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        this(message, null);
    }

    public MalformedMessageException(String message, @Nullable Throwable cause) {
        super(ProtocolError.MALFORMED_MESSAGE, message, cause);
    }

    MalformedMessageException(ProtocolError code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
