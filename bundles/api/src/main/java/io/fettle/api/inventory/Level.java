package io.fettle.api.inventory;

/** What the computer's owner lets the applier do. Kept in a root-owned file on the computer; raised only there. */
public enum Level {
    /** Report only; also where there is no level file. */
    L0,
    /** Upgrade what is installed, from locally trusted origins. */
    L1,
    /** Also install and remove what is on a signed allow-list. */
    L2,
    /** Also packages signed by a publisher. */
    L3,
    /** Also scripts signed by publishers. */
    L4
}
