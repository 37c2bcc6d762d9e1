package io.fettle.api.trust;

/** What a client certificate was issued for: decided by the intermediate that issued it and by our records. */
public enum PeerRole {
    AGENT,
    RELAY
}
