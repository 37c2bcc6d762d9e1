package io.fettle.api.approval;

/** What was decided about a patch, for a group of computers or for one of them. */
public enum Decision {
    /** It may be installed. */
    APPROVED,
    /** Nobody has decided yet, or what was decided has been taken back. */
    NOT_APPROVED,
    /** It shall not be installed. Wins over every approval, and what it mends does not count in a computer's health. */
    DECLINED
}
