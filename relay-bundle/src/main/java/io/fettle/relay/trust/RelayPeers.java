package io.fettle.relay.trust;

import io.fettle.api.FettleException;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.api.trust.Peers;
import io.fettle.member.Chains;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets in agents. An agent's chain serves clients only: the intermediate that issues relays' and servers' certificates
 * serves servers too, and a relay takes none of those as an agent. Thread-safe.
 */
@Component
public final class RelayPeers implements Peers {
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([a-z0-9-]{1,64})(?:,|$)");
    private static final int MAX_CHAIN = 4;

    private final Membership membership;
    private final Clock clock;

    @Activate
    public RelayPeers(@Reference Membership membership) {
        this(membership, Clock.systemUTC());
    }

    RelayPeers(Membership membership, Clock clock) {
        this.membership = membership;
        this.clock = clock;
    }

    @Override
    public Optional<Peer> authenticate(List<X509Certificate> chain) {
        if (chain.size() < 2 || chain.size() > MAX_CHAIN) {
            return Optional.empty();
        }
        X509Certificate root = membership.identity().root();
        List<X509Certificate> whole = new ArrayList<>(chain);
        if (!whole.get(whole.size() - 1).equals(root)) {
            whole.add(root);
        }
        List<X509Certificate> belowRoot = whole.subList(0, whole.size() - 1);
        if (Chains.serves(belowRoot, Chains.SERVER_AUTH) || anyRevoked(belowRoot)) {
            return Optional.empty();
        }
        try {
            Chains.verify(whole, root, Chains.CLIENT_AUTH, clock.instant());
        } catch (FettleException e) {
            return Optional.empty();
        }
        X509Certificate own = whole.get(0);
        Matcher name = COMMON_NAME.matcher(own.getSubjectX500Principal().getName());
        return name.find()
                ? Optional.of(new Peer(PeerRole.AGENT, name.group(1), KeyId.of(own.getPublicKey())))
                : Optional.empty();
    }

    private boolean anyRevoked(List<X509Certificate> certificates) {
        return certificates.stream().anyMatch(c -> membership.revoked().get().contains(KeyId.of(c.getPublicKey())));
    }
}
