package io.fettle.gateway;

import io.fettle.api.audit.Audit;
import io.fettle.api.audit.RefusalAudit;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.api.trust.Peers;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells who a request comes from, on every request: a resumed TLS session shows the certificate of the day it began.
 * Thread-safe.
 */
@Component(service = Doorkeeper.class)
public final class Doorkeeper {
    private static final String CERTIFICATES = "javax.servlet.request.X509Certificate";

    private final Peers peers;
    private final RefusalAudit refusals;

    @Activate
    public Doorkeeper(@Reference Peers peers, @Reference Audit audit) {
        this(peers, audit, Clock.systemUTC());
    }

    Doorkeeper(Peers peers, Audit audit, Clock clock) {
        this.peers = peers;
        this.refusals = new RefusalAudit(audit, clock);
    }

    /** The peer, where it has one of our certificates and that role; its refusal is audited otherwise. */
    Optional<Peer> admit(HttpServletRequest request, PeerRole role) {
        Optional<Peer> peer = peer(request);
        if (peer.isEmpty()) {
            refusals.refused(address(request), "peer.unknown", () -> Map.of("wanted", role.name()));
            return Optional.empty();
        }
        if (peer.get().role() != role) {
            refusals.refused(
                    address(request),
                    "peer.wrong_role",
                    () -> Map.of("wanted", role.name(), "peer", peer.get().id()));
            return Optional.empty();
        }
        return peer;
    }

    /** Whoever has any of our certificates. */
    Optional<Peer> peer(HttpServletRequest request) {
        if (!request.isSecure() || !(request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain)) {
            return Optional.empty();
        }
        return chain.length == 0 ? Optional.empty() : peers.authenticate(List.of(chain));
    }

    void refused(HttpServletRequest request, String action) {
        refusals.refused(address(request), action, Map::of);
    }

    private static String address(HttpServletRequest request) {
        return "address:" + request.getRemoteAddr();
    }
}
