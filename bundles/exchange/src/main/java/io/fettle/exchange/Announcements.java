package io.fettle.exchange;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Network;
import io.fettle.protocol.Reply.NetworkInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells each agent where the server is and which keys are revoked: first, whenever that changes, and once in a while,
 * because a reply can get lost. Thread-safe.
 */
@Component(service = Announcements.class)
public final class Announcements {
    private static final Duration AGAIN = Duration.ofHours(12);

    private final Network network;
    private final Clock clock;
    private final Map<KeyId, Told> told = new ConcurrentHashMap<>();

    @Activate
    public Announcements(@Reference Network network) {
        this(network, Clock.systemUTC());
    }

    Announcements(Network network, Clock clock) {
        this.network = network;
        this.clock = clock;
    }

    /** Empty where this agent was told just that lately. */
    Optional<NetworkInfo> to(KeyId agent) {
        List<String> addresses = network.serverAddresses();
        Set<KeyId> revoked = network.revoked();
        int content = 31 * addresses.hashCode() + revoked.hashCode();
        Instant now = clock.instant();
        Told before = told.get(agent);
        if (before != null && before.content == content && before.at.plus(AGAIN).isAfter(now)) {
            return Optional.empty();
        }
        told.put(agent, new Told(content, now));
        return Optional.of(new NetworkInfo(
                addresses, revoked.stream().map(KeyId::toString).sorted().toList()));
    }

    private record Told(int content, Instant at) {}
}
