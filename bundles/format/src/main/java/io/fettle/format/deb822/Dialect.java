package io.fettle.format.deb822;

/** Who wrote the file decides what is allowed in it. */
public enum Dialect {
    /** Made by tools: package indexes, Release, dpkg's status. No comments. */
    DATA,
    /** Written by people: {@code .sources} and preferences. Lines starting with {@code #} are comments. */
    CONFIGURATION
}
