package io.fettle.exchange;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Network;
import io.fettle.api.trust.Signer;
import io.fettle.protocol.Reply.NetworkInfo;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells each agent where the server is, which keys are revoked and by which certificate orders are checked: first, whenever
 * that changes, and once in a while, because a reply can get lost. Thread-safe.
 */
@Component(service = Announcements.class)
public final class Announcements {
    private static final Duration AGAIN = Duration.ofHours(12);

    private final Network network;
    private final Signer signer;
    private final Clock clock;
    private final Map<KeyId, Told> told = new ConcurrentHashMap<>();

    @Activate
    public Announcements(@Reference Network network, @Reference Signer signer) {
        this(network, signer, Clock.systemUTC());
    }

    Announcements(Network network, Signer signer, Clock clock) {
        this.network = network;
        this.signer = signer;
        this.clock = clock;
    }

    /** Empty where this agent was told just that lately. */
    Optional<NetworkInfo> to(KeyId agent) {
        List<String> addresses = network.serverAddresses();
        Set<KeyId> revoked = network.revoked();
        List<X509Certificate> chain = signer.chain();
        int content = Objects.hash(addresses, revoked, chain);
        Instant now = clock.instant();
        Told before = told.get(agent);
        if (before != null && before.content == content && before.at.plus(AGAIN).isAfter(now)) {
            return Optional.empty();
        }
        told.put(agent, new Told(content, now));
        return Optional.of(new NetworkInfo(
                addresses,
                revoked.stream().map(KeyId::toString).sorted().toList(),
                chain.stream().map(Announcements::encoded).toList()));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate without an encoded form", e);
        }
    }

    private record Told(int content, Instant at) {}
}
