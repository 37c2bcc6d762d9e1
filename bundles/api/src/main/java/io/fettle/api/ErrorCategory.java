package io.fettle.api;

/** Who has to act on a failure. The REST API alone maps a category to a status. */
public enum ErrorCategory {
    /** The request is wrong; the caller can mend it (400). */
    USER,
    /** The thing asked for does not exist, or not for this caller (404). */
    NOT_FOUND,
    /** The request collides with the present state (409). */
    CONFLICT,
    /** The caller is known but may not do this (403). */
    DENIED,
    /** A limit of ours is reached; later it may work (503 with Retry-After). */
    RESOURCES,
    /** Somebody else's system failed: a mirror, a mail server (502). */
    EXTERNAL,
    /** A fault of ours (500). */
    INTERNAL
}
