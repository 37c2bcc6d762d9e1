package io.fettle.api.exchange;

import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.trust.Peer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Port for the relays' batch endpoint; exists on the server only. */
public interface RelayLink {
    /**
     * Computers of this relay's office that shall be woken, taken off the list; never waits itself. Complete where there
     * are any, else with the first one. Of several futures that a relay waits for only the newest gets them: the others
     * end empty. Whoever stops waiting cancels it, and what would have come stays on the list.
     *
     * @param facts what the relay says of itself
     */
    CompletableFuture<List<String>> takeWakes(Peer relay, RelayFacts facts);
}
