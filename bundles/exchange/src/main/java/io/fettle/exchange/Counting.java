package io.fettle.exchange;

import io.fettle.api.trust.KeyId;
import io.fettle.protocol.Header;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The highest sequence of one message kind per key, in memory. Thread-safe; its size is bounded by the number of keys
 * that we issued, because only verified envelopes come here.
 *
 * <p>A restart forgets the numbers. That is bearable: a check-in is good for minutes, has no effect but a reply, and the
 * reply can only be used by the key that signed the check-in; an inventory must also be younger than the one that is
 * here; reports are counted durably.
 */
final class Counting {
    private final Map<KeyId, Last> lasts = new ConcurrentHashMap<>();

    /** Whether this is newer than everything seen of this key; from then on it is the newest. */
    boolean advance(Header header) {
        Last now = new Last(header.epoch(), header.sequence());
        Last after = lasts.merge(header.signer(), now, (old, fresh) -> fresh.isAfter(old) ? fresh : old);
        return after == now;
    }

    private record Last(int epoch, long sequence) {
        boolean isAfter(Last other) {
            return epoch > other.epoch || (epoch == other.epoch && sequence > other.sequence);
        }
    }
}
