package io.fettle.assessment.flaw;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers by key. Those that stay right are carried from one revision to the next, which shares them, so that a small change
 * of many answers costs little. Thread-safe.
 */
final class Carried<K, V> {
    /** As many changes as this part of all answers, and they are copied once. */
    private static final int PART = 4;

    /** Nobody writes to it. */
    private final Map<K, V> shared;
    /** Those of the shared that are not right here. */
    private final Set<K> stale;

    private final Map<K, V> own = new ConcurrentHashMap<>();

    Carried() {
        this(Map.of(), Set.of());
    }

    private Carried(Map<K, V> shared, Set<K> stale) {
        this.shared = shared;
        this.stale = stale;
    }

    /** @param make makes the answer where there is none yet; not null */
    V of(K key, Function<K, V> make) {
        V known = own.get(key);
        if (known == null && !stale.contains(key)) {
            known = shared.get(key);
        }
        return known == null ? own.computeIfAbsent(key, make) : known;
    }

    /** The same, but for these. From then on both go their own ways. */
    Carried<K, V> without(Collection<K> changed) {
        return own.size() + stale.size() + changed.size() > shared.size() / PART ? copied(changed) : beside(changed);
    }

    private Carried<K, V> copied(Collection<K> changed) {
        Map<K, V> all = new HashMap<>(shared);
        stale.forEach(all::remove);
        all.putAll(own);
        changed.forEach(all::remove);
        return new Carried<>(all, Set.of());
    }

    private Carried<K, V> beside(Collection<K> changed) {
        Set<K> more = new HashSet<>(stale);
        more.addAll(changed);
        Carried<K, V> next = new Carried<>(shared, more);
        next.own.putAll(own);
        changed.forEach(next.own::remove);
        return next;
    }
}
