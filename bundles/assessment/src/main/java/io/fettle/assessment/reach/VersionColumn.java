package io.fettle.assessment.reach;

import io.fettle.assessment.flaw.Flaw;
import io.fettle.version.VersionOrder;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which computers have which version of one package. For every version it holds the computers that have an older one, so
 * whoever has a flaw that a version mends is one binary search away, however many flaws are asked for. Immutable; the
 * bitmaps that it gives must not be changed.
 */
final class VersionColumn {
    /** Of a version, its text and its bitmap's own fields. */
    private static final int EACH_BYTES = 200;

    private final VersionOrder order;
    private final String[] versions;
    /** One more than versions: below[i] has a version before versions[i], the last one has any. */
    private final RoaringBitmap[] below;

    /** @param having computers by version; versions may be equal in the order though they are spelled differently */
    VersionColumn(Map<String, RoaringBitmap> having, VersionOrder order) {
        this.order = order;
        TreeMap<String, RoaringBitmap> sorted = new TreeMap<>(order);
        having.forEach((version, computers) ->
                sorted.computeIfAbsent(version, v -> new RoaringBitmap()).or(computers));
        versions = sorted.keySet().toArray(new String[0]);
        below = new RoaringBitmap[versions.length + 1];
        below[0] = new RoaringBitmap();
        int next = 1;
        for (RoaringBitmap computers : sorted.values()) {
            below[next] = RoaringBitmap.or(below[next - 1], computers);
            // A union reserves up to twice what it needs, and bytes() would not know of it.
            below[next].trim();
            next++;
        }
    }

    /** About as much memory as it takes. */
    long bytes() {
        long bytes = 0;
        for (RoaringBitmap computers : below) {
            bytes += EACH_BYTES + computers.getLongSizeInBytes();
        }
        return bytes;
    }

    RoaringBitmap all() {
        return below[versions.length];
    }

    /** Computers whose version has it. */
    RoaringBitmap with(Flaw flaw) {
        return switch (flaw.status()) {
            case FIXED -> below[firstNotBefore(flaw.fixed().orElseThrow())];
            case AFFECTED, WONT_FIX, END_OF_LIFE -> all();
            case UNDER_INVESTIGATION, NOT_AFFECTED -> below[0];
        };
    }

    private int firstNotBefore(String version) {
        int low = 0;
        int high = versions.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(versions[middle], version) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
