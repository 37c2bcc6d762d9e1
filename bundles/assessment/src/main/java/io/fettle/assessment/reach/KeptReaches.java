package io.fettle.assessment.reach;

import io.fettle.api.advisory.CveId;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who is exposed to what, all of it, as of one state of the fleet. It is kept where it is small: in a large fleet somebody
 * checks in before anybody asks a second time. Thread-safe.
 */
public final class KeptReaches {
    public static final long LIMIT_BYTES = 16L << 20;

    private static final int EACH_BYTES = 300;

    private final long limitBytes;
    private volatile @Nullable Kept kept;

    public KeptReaches(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    private record Kept(long changes, Map<CveId, Reach> byCve) {}

    /** @param changes names the state of the fleet */
    public Map<CveId, Reach> of(long changes, Supplier<Map<CveId, Reach>> make) {
        Kept known = kept;
        if (known != null && known.changes() == changes) {
            return known.byCve();
        }
        kept = null;
        Map<CveId, Reach> made = make.get();
        if (bytes(made) <= limitBytes) {
            kept = new Kept(changes, made);
        }
        return made;
    }

    /** Whether anything is kept. */
    boolean isKeeping() {
        return kept != null;
    }

    private static long bytes(Map<CveId, Reach> all) {
        Set<RoaringBitmap> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        long[] bytes = new long[1];
        all.values().forEach(reach -> {
            bytes[0] += EACH_BYTES;
            reach.eachBitmap(bitmap -> bytes[0] += counted.add(bitmap) ? bitmap.getLongSizeInBytes() : 0);
        });
        return bytes[0];
    }
}
