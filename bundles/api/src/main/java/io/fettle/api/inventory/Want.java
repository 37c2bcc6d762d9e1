package io.fettle.api.inventory;

/** What the owner of a computer wants with an installed package, in dpkg's words ("selection"). */
public enum Want {
    /** It is there and kept up to date. */
    INSTALL,
    /** It stays as it is. */
    HOLD,
    /** It is to be removed, its configuration kept; only some front ends act on that. */
    DEINSTALL,
    /** It is to be removed with its configuration; only some front ends act on that. */
    PURGE,
    /** Nobody said; also for words that are not known here. */
    UNKNOWN
}
