package io.fettle.api.exchange;

import io.fettle.api.Reason;

/** What came of one envelope. */
public sealed interface Answer {
    /** The server has it; {@code envelope} is its signed reply. */
    record Replied(byte[] envelope) implements Answer {}

    /** A relay keeps it durably and passes it on later; the agent keeps its copy until the server has signed for it. */
    record Spooled(int retryAfterSeconds) implements Answer {}

    /** It has no effect, and never will have. */
    record Refused(Reason reason) implements Answer {}
}
