package io.fettle.inventory;

import io.fettle.api.identity.Caller;

/** How the audit calls a caller. */
final class Actors {
    private Actors() {}

    static String of(Caller caller) {
        return caller.name().equals("local") ? "local" : "user:" + caller.name();
    }
}
