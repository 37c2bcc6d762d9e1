package io.fettle.agent.link;

import io.fettle.api.Reason;
import io.fettle.protocol.Reply;

/** What came of a letter. */
sealed interface Delivery {
    /** The server's verified reply. */
    record Delivered(Reply reply) implements Delivery {}

    /** A relay keeps it; our copy stays until the server itself has replied. */
    record Kept(int retryAfterSeconds) implements Delivery {}

    /** Said by whoever is on the other end of the line, and not signed: no reason to forget anything. */
    record TurnedAway(Reason reason) implements Delivery {}
}
