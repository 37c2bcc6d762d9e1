package io.fettle.spi.content;

import java.io.IOException;
import java.time.Duration;

/** An origin has the content or is about to get it, and asks to be asked again later. It has not failed. */
public final class BusyOriginException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param retryAfter the origin's own wish; whoever waits keeps limits of his own */
    public BusyOriginException(Duration retryAfter, Throwable cause) {
        super(cause.getMessage(), cause);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
