package io.fettle.exchange;

import io.fettle.api.Digest;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.trust.AgentKeys.AgentKey;
import io.fettle.protocol.Envelope;

/**
 * An envelope that counts: who signed it is known, the signature holds, it is for us and in time. Two of them are never
 * equal, even where a call brings the same bytes twice.
 */
final class Opened {
    private final Envelope envelope;
    private final AgentKey key;
    private final ComputerId computer;
    private final Digest digest;

    Opened(Envelope envelope, AgentKey key) {
        this.envelope = envelope;
        this.key = key;
        this.computer = new ComputerId(key.computerId());
        this.digest = envelope.digest();
    }

    Envelope envelope() {
        return envelope;
    }

    AgentKey key() {
        return key;
    }

    ComputerId computer() {
        return computer;
    }

    Digest digest() {
        return digest;
    }
}
