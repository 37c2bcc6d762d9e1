package io.fettle.gateway;

import io.fettle.api.Digest;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.spi.health.MetricSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Component;

/**
 * Counts what relays fetched to the end, and what of it they had fetched before: a relay that asks again has lost its
 * content, and its office's line pays for it. A transfer that was broken off and resumed ends once. Thread-safe, bounded.
 */
@Component(service = {RelayTransfers.class, MetricSource.class})
public final class RelayTransfers implements MetricSource {
    static final int MAX_REMEMBERED = 100_000;

    private final Map<Transfer, Boolean> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Transfer, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private final LongAdder completed = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    private record Transfer(String relay, Digest digest) {}

    /** The last byte of a piece of content went to a peer. */
    void ended(Peer peer, Digest digest) {
        if (peer.role() != PeerRole.RELAY) {
            return;
        }
        completed.increment();
        boolean again;
        synchronized (ended) {
            again = ended.put(new Transfer(peer.id(), digest), true) != null;
        }
        if (again) {
            repeated.increment();
        }
    }

    @Override
    public void measure(Metrics target) {
        target.counter(
                "relay_content_completed_total",
                "Pieces of content that a distribution server fetched to the end",
                completed.doubleValue());
        target.counter(
                "relay_content_repeated_total",
                "Those among them that the same distribution server had fetched before",
                repeated.doubleValue());
    }
}
