package io.fettle.member;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The other side answered, but not with what was asked for. */
public final class UnexpectedStatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int retryAfterSeconds;

    /** @param retryAfterSeconds 0 where the other side did not ask to come again */
    public UnexpectedStatusException(String from, int status, int retryAfterSeconds) {
        super(from + " answered with status " + status);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public int status() {
        return status;
    }

    /** Present where the other side is only busy and asks to come again, after this time at the earliest. */
    public Optional<Duration> retryAfter() {
        return retryAfterSeconds > 0 ? Optional.of(Duration.ofSeconds(retryAfterSeconds)) : Optional.empty();
    }
}
