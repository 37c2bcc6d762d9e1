package io.fettle.api.trust;

/**
 * Changes what the keys of a computer or relay may do. Called by the capability that keeps computers and relays, after
 * it has decided and audited. Thread-safe; durable, and in force for every later request, when a call returns.
 */
public interface Members {
    /** Ends the quarantine of a computer's keys. A revoked key stays revoked. */
    void approve(PeerRole role, String id);

    /** Refuses all keys of a computer or relay from now on, for ever. */
    void revoke(PeerRole role, String id);
}
