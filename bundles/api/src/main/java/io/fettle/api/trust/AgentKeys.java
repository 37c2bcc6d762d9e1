package io.fettle.api.trust;

import java.security.PublicKey;
import java.util.Optional;

/** Keys that may sign as an agent. Server side. Thread-safe, does not block. */
public interface AgentKeys {
    Optional<AgentKey> find(KeyId key);

    /**
     * @param computerId the computer that this key is
     * @param state what the key may do now
     */
    record AgentKey(KeyId id, PublicKey key, String computerId, State state) {}

    /** What a key may do. */
    enum State {
        /** May do everything an agent does. */
        ACTIVE,
        /** May check in; is given no orders, and its data is kept apart until an admin approves it. */
        QUARANTINED,
        /** Is refused. */
        REVOKED
    }
}
