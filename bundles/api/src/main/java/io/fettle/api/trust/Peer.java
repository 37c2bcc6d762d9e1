package io.fettle.api.trust;

/**
 * A machine that proved a key of ours in TLS.
 *
 * @param id computer id or relay id
 */
public record Peer(PeerRole role, String id, KeyId key) {}
