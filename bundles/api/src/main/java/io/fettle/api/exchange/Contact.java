package io.fettle.api.exchange;

import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.ComputerId;

/** Asks a computer to poll, by whatever way reaches it: directly, or through the relay of its office. */
public interface Contact {
    /** Ask for a check-in. Returns at once; a computer that cannot be reached polls by itself. */
    Reach checkInNow(ComputerId computer, Caller by);

    /** Ask for a new scan: the next reply to this computer carries the wish. */
    Reach scanNow(ComputerId computer, Caller by);

    /** How the wish travels. */
    enum Reach {
        /** The computer holds a connection here and has been woken. */
        WOKEN,
        /** The relay of its office has been told. */
        VIA_RELAY,
        /** Nobody is connected: it will happen at the computer's next poll. */
        AT_NEXT_POLL
    }
}
