package io.fettle.member;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** Why this computer believes or gets no identity. */
public enum MemberError implements ErrorCode {
    /** A chain of certificates does not lead to our root, is out of date, revoked, or made for something else. */
    UNTRUSTED_CHAIN,
    /** The server's answer to an enrolment does not fit what was asked. */
    BAD_ENROLMENT,
    /** A sealed message is not from our server. */
    NOT_FROM_OUR_SERVER,
    /** A sealed message is of another kind than the one expected. */
    OTHER_KIND,
    /** A sealed message is for somebody else. */
    FOR_SOMEBODY_ELSE,
    /** A sealed message was good until some time ago. */
    OUT_OF_DATE,
    /** A key or identity on disk is damaged. */
    DAMAGED_IDENTITY,
    /** An address is not {@code host:port}. */
    BAD_ADDRESS;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.EXTERNAL;
    }
}
