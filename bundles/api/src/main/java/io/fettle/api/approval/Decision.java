package io.fettle.api.approval;

/** What was decided about a patch, for a group of computers or for one of them. */
public enum Decision {
    /** It may be installed. */
    APPROVED,
    /** Nobody has decided yet, or what was decided has been taken back. */
    NOT_APPROVED,
    /** It shall not be installed. Wins over every approval; a computer's health goes by an older version that is not declined. */
    DECLINED
}
