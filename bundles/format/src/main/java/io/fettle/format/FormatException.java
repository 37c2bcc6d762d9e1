package io.fettle.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Input from outside is malformed, exceeds a bound or cannot be trusted. The one failure that the readers of this bundle
 * declare; any other {@link IOException} comes from the stream underneath. The message names the input as the caller
 * named it, and is short whatever the input holds. Whether to turn it into something unchecked is the caller's business.
 */
public class FormatException extends IOException {

    private static final long serialVersionUID = 1L;
    /** Of what the input itself gave to the words. */
    private static final int MAX_PROBLEM = 500;

    /** @param what the input, as the reader of a log knows it, for example {@code bookworm InRelease} */
    public FormatException(String what, String problem) {
        this(what, problem, null);
    }

    public FormatException(String what, String problem, @Nullable Throwable cause) {
        super(
                what + ": " + (problem.length() > MAX_PROBLEM ? problem.substring(0, MAX_PROBLEM) + "..." : problem),
                cause);
    }
}
