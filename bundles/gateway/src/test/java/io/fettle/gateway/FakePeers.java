package io.fettle.gateway;

import io.fettle.api.Digest;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.api.trust.Peers;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Knows peers by the certificate that the rig shows for them. */
final class FakePeers implements Peers {
    private final Map<X509Certificate, Peer> known = new ConcurrentHashMap<>();

    static Peer peer(PeerRole role, String id) {
        return new Peer(role, id, new KeyId(Digest.of(id.getBytes(StandardCharsets.UTF_8))));
    }

    void know(X509Certificate certificate, Peer peer) {
        known.put(certificate, peer);
    }

    void revoke(X509Certificate certificate) {
        known.remove(certificate);
    }

    @Override
    public Optional<Peer> authenticate(List<X509Certificate> chain) {
        return Optional.ofNullable(known.get(chain.get(0)));
    }
}
