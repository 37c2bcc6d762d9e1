package io.fettle.api.deployment;

/** Who decides next. */
public enum Decider {
    SERVER,
    COMPUTER,
    ADMIN,
    NOBODY
}
