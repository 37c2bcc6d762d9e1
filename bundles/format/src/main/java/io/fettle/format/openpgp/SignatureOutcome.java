package io.fettle.format.openpgp;

/** What came of checking one signature. */
public enum SignatureOutcome {
    /** Right, by an accepted key that is valid now. */
    GOOD,
    /** By a key we have, but not over these bytes; one such signature condemns the whole message. */
    BAD,
    /** By a key we do not have. */
    NO_KEY,
    /** By a key we have but were told not to accept here. */
    KEY_NOT_ACCEPTED,
    KEY_EXPIRED,
    KEY_REVOKED,
    /** The key has no valid self-signature or binding, or must not sign data, or is too small. */
    KEY_UNFIT,
    /** The signature itself has run out. */
    EXPIRED,
    /** Made before its key existed. */
    BEFORE_KEY,
    /** Made later than now: a wrong clock, here or there. */
    FROM_FUTURE,
    /** Hash other than SHA-256, SHA-384 or SHA-512. */
    WEAK_HASH,
    /** Version, kind, algorithm or critical attribute that we do not know. */
    UNSUPPORTED
}
