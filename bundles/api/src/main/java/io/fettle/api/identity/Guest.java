package io.fettle.api.identity;

/** Whom an endpoint may let in. */
public enum Guest {
    /** Whoever asks. */
    ANYBODY,
    /** A computer, by its certificate. */
    AGENT,
    /** A distribution server, by its certificate. */
    RELAY,
    /** An account with the role {@link Role#VIEWER} or a higher one that sees everything, by its session. */
    VIEWER,
    /** The owner of the machine, by its local token. */
    LOCAL_TOKEN,
    /** Each route declares its own role; only the admin API has that many. */
    AS_ITS_ROUTES_SAY
}
