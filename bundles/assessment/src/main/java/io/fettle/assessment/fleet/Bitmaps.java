package io.fettle.assessment.fleet;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/** A bitmap for each key that anybody has. Not thread-safe; bitmaps that it gives must not be changed. */
public final class Bitmaps<K> {
    private final Map<K, RoaringBitmap> bitmaps = new HashMap<>();

    public void add(K key, int ordinal) {
        bitmaps.computeIfAbsent(key, k -> new RoaringBitmap()).add(ordinal);
    }

    public void remove(K key, int ordinal) {
        RoaringBitmap bitmap = bitmaps.get(key);
        if (bitmap != null) {
            bitmap.remove(ordinal);
            if (bitmap.isEmpty()) {
                bitmaps.remove(key);
            }
        }
    }

    RoaringBitmap of(K key) {
        return bitmaps.getOrDefault(key, new RoaringBitmap());
    }

    /** A new one. */
    public RoaringBitmap union(Predicate<K> wanted) {
        RoaringBitmap union = new RoaringBitmap();
        bitmaps.forEach((key, bitmap) -> {
            if (wanted.test(key)) {
                union.or(bitmap);
            }
        });
        return union;
    }

    /** Keys that a computer has. */
    public Set<K> keysOf(int ordinal) {
        Set<K> keys = new HashSet<>();
        bitmaps.forEach((key, bitmap) -> {
            if (bitmap.contains(ordinal)) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** Takes it out, whatever keys it has. */
    void scrub(int ordinal) {
        bitmaps.values().removeIf(bitmap -> {
            bitmap.remove(ordinal);
            return bitmap.isEmpty();
        });
    }

    Collection<K> keys() {
        return bitmaps.keySet();
    }

    Map<K, RoaringBitmap> all() {
        return bitmaps;
    }
}
