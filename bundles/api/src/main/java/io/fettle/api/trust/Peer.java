package io.fettle.api.trust;

/**
 * A machine that proved a key of ours in TLS.
 *
 * @param id computer id or relay id
 */
public record Peer(PeerRole role, String id, KeyId key) {
    /** As the audit names it. */
    public String actor() {
        return switch (role) {
            case AGENT -> "computer:" + id;
            case RELAY -> "relay:" + id;
        };
    }
}
