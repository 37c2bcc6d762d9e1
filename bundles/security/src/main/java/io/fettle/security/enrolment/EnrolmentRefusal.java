package io.fettle.security.enrolment;

/** Why a machine may not join: for the audit only, the asker learns nothing of it. */
enum EnrolmentRefusal {
    MALFORMED,
    STALE,
    UNKNOWN_TOKEN,
    WRONG_PROOF,
    BAD_KEY,
    TOKEN_ENDED,
    KEY_REVOKED,
    KEY_OF_ANOTHER_MEMBER,
    NOT_TAKEN_IN;

    String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
