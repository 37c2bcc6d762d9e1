package io.fettle.api.inventory;

/** Debian's Multi-Arch field; {@link #NO} for every other ecosystem. */
public enum MultiArch {
    NO,
    SAME,
    FOREIGN,
    ALLOWED
}
