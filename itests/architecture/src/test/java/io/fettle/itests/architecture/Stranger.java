package io.fettle.itests.architecture;

import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Guest;
import io.fettle.api.identity.Role;
import io.fettle.api.identity.Session;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who comes to a door, and what is shown there. */
enum Stranger {
    NOBODY(Set.of(), Map.of()),
    AGENT_CERTIFICATE(Set.of(Guest.AGENT), Map.of(Stranger.CERTIFICATE, "agent")),
    RELAY_CERTIFICATE(Set.of(Guest.RELAY), Map.of(Stranger.CERTIFICATE, "relay")),
    ADMIN_SESSION(Set.of(Guest.VIEWER), Map.of("Cookie", Session.COOKIE + "=PLATFORM_ADMIN")),
    VIEWER_SESSION(Set.of(Guest.VIEWER), Map.of("Cookie", Session.COOKIE + "=VIEWER")),
    LOCAL_TOKEN(Set.of(Guest.LOCAL_TOKEN), Map.of("Authorization", "Fettle-Local token-of-this-machine")),
    FORGED_SESSION(Set.of(), Map.of("Cookie", Session.COOKIE + "=forged")),
    FORGED_TOKEN(Set.of(), Map.of("Authorization", "Fettle-Local forged"));

    /** Header by which a test names the certificate that TLS would have shown. */
    static final String CERTIFICATE = "X-Test-Certificate";

    private final Set<Guest> guest;
    private final Map<String, String> headers;

    Stranger(Set<Guest> guest, Map<String, String> headers) {
        this.guest = guest;
        this.headers = headers;
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean isAmong(Guest... admitted) {
        return Stream.of(admitted).anyMatch(one -> one == Guest.ANYBODY || guest.contains(one));
    }

    static X509Certificate certificate(String name) {
        try (InputStream in = Stranger.class.getResourceAsStream(name + ".pem")) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new AssertionError(e);
        }
    }

    static Optional<Peer> peer(List<X509Certificate> chain) {
        return Stream.of(PeerRole.AGENT, PeerRole.RELAY)
                .filter(role -> chain.get(0).equals(certificate(role.name().toLowerCase(Locale.ROOT))))
                .map(role -> new Peer(role, "id-1", KeyId.of(chain.get(0).getPublicKey())))
                .findFirst();
    }

    static Optional<Session> session(String id) {
        return Stream.of(Role.values())
                .filter(role -> role.name().equals(id))
                .map(role -> new Session(id, "csrf", caller(role), Instant.MAX, false))
                .findFirst();
    }

    static Optional<Caller> localToken(String token) {
        return token.equals("token-of-this-machine") ? Optional.of(caller(Role.PLATFORM_ADMIN)) : Optional.empty();
    }

    private static Caller caller(Role role) {
        return new Caller("somebody", role, Scope.all());
    }
}
