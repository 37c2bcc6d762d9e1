package io.fettle.api.exchange;

import io.fettle.api.trust.Peer;
import java.util.List;

/**
 * Port: signed envelopes of agents go in, one answer each comes out. On the server everything that matters in an
 * envelope is durable before its answer is {@link Answer.Replied}; a relay spools what it cannot pass on and says so.
 * Thread-safe; blocks within limits of its own (30 s).
 */
public interface Conversation {
    /**
     * @param peer who brings the envelopes: an agent brings its own only, a relay those of its office
     * @param envelopes at most {@link #MAX_ENVELOPES}, in the order in which they were signed
     * @return as many answers as envelopes, in the same order
     */
    List<Answer> converse(Peer peer, List<byte[]> envelopes);

    int MAX_ENVELOPES = 500;
}
