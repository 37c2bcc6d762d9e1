package io.fettle.api;

/** One kind of failure of one capability. Each capability has an enum that implements this. */
public interface ErrorCode {
    /** Stable name, part of the REST contract, for example {@code UNKNOWN_COMPUTER}. */
    String name();

    ErrorCategory category();
}
