package io.fettle.protocol;

import io.fettle.api.FettleException;
import org.jspecify.annotations.Nullable;

/** A signature does not hold. Always audited where it is caught. */
public final class BadSignatureException extends FettleException {
    private static final long serialVersionUID = 1L;

    public BadSignatureException(String message) {
        this(message, null);
    }

    public BadSignatureException(String message, @Nullable Throwable cause) {
        super(ProtocolError.BAD_SIGNATURE, message, cause);
    }
}
