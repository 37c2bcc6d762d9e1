package io.fettle.api.exchange;

import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.trust.Peer;
import java.time.Duration;
import java.util.List;

/** Port for the relays' batch endpoint; exists on the server only. */
public interface RelayLink {
    /**
     * Computers of this relay's office that shall be woken, taken off the list. Waits up to {@code patience} (at most
     * 60 s) for the first one.
     *
     * @param facts what the relay says of itself
     */
    List<String> takeWakes(Peer relay, RelayFacts facts, Duration patience);
}
