package io.fettle.api.identity;

/** What a caller of the REST API may do. A higher role includes the lower ones. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Deploys, approves, asks computers to scan. */
    OPERATOR,
    /** Sources, offices, tokens, accounts. */
    ADMIN,
    /** Brings code into the server. */
    PLATFORM_ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
