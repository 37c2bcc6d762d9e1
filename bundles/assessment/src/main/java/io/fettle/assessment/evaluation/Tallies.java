package io.fettle.assessment.evaluation;

import io.fettle.assessment.verdict.Share;
import io.fettle.assessment.verdict.Tally;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * The counts of all computers, by ordinal, those of one beside each other. A copy shares its memory until it is written to,
 * so the original must not be written to any more while the copy is in use. Not thread-safe.
 */
final class Tallies {
    private static final int FIRST_SIZE = 64;
    private static final int WIDTH = 6;
    private static final int MISSING = 0;
    private static final int SECURITY = 1;
    private static final int OPEN = 2;
    private static final int COUNTING = 3;
    private static final int URGENT = 4;
    private static final int OVERDUE = 5;

    private int[] counts;
    private boolean own;

    Tallies() {
        this(new int[FIRST_SIZE * WIDTH], true);
    }

    private Tallies(int[] counts, boolean own) {
        this.counts = counts;
        this.own = own;
    }

    Tallies copy() {
        return new Tallies(counts, false);
    }

    /**
     * An update that each of these misses once more, or once less.
     *
     * @param declined for whom it was declined, these or others
     */
    void count(Share share, RoaringBitmap computers, RoaringBitmap declined, int more) {
        int[] all = writable(computers.last());
        int security = share.security() ? more : 0;
        int counting = share.counts() ? more : 0;
        int urgent = share.isUrgent() ? more : 0;
        int overdue = share.overdue() ? more : 0;
        computers.forEach((int ordinal) -> {
            int at = ordinal * WIDTH;
            all[at + MISSING] += more;
            all[at + SECURITY] += security;
            all[at + OPEN] += more;
            all[at + COUNTING] += counting;
            all[at + URGENT] += urgent;
            all[at + OVERDUE] += overdue;
        });
        if (!declined.isEmpty()) {
            countOpen(share, RoaringBitmap.and(computers, declined), -more);
        }
    }

    /** An update that was missed already, and is declined no more, or now. */
    void countOpen(Share share, RoaringBitmap computers, int more) {
        if (computers.isEmpty()) {
            return;
        }
        int[] all = writable(computers.last());
        computers.forEach((int ordinal) -> all[ordinal * WIDTH + OPEN] += more);
        countInstead(share, computers, more);
    }

    /** An update that counts, or does so no more, in place of a declined one. */
    void countInstead(Share share, RoaringBitmap computers, int more) {
        if (computers.isEmpty()) {
            return;
        }
        int[] all = writable(computers.last());
        int counting = share.counts() ? more : 0;
        int urgent = share.isUrgent() ? more : 0;
        int overdue = share.overdue() ? more : 0;
        computers.forEach((int ordinal) -> {
            int at = ordinal * WIDTH;
            all[at + COUNTING] += counting;
            all[at + URGENT] += urgent;
            all[at + OVERDUE] += overdue;
        });
    }

    /** One update that one computer misses. */
    void count(Share share, int ordinal, boolean declined) {
        int[] all = writable(ordinal);
        int at = ordinal * WIDTH;
        all[at + MISSING]++;
        all[at + SECURITY] += share.security() ? 1 : 0;
        all[at + OPEN] += declined ? 0 : 1;
        all[at + COUNTING] += share.counts() && !declined ? 1 : 0;
        all[at + URGENT] += share.isUrgent() && !declined ? 1 : 0;
        all[at + OVERDUE] += share.overdue() && !declined ? 1 : 0;
    }

    void clear(int ordinal) {
        Arrays.fill(writable(ordinal), ordinal * WIDTH, (ordinal + 1) * WIDTH, 0);
    }

    Tally of(int ordinal) {
        int at = ordinal * WIDTH;
        return at >= counts.length
                ? Tally.NONE
                : new Tally(
                        counts[at + MISSING],
                        counts[at + SECURITY],
                        counts[at + COUNTING],
                        counts[at + URGENT],
                        counts[at + OVERDUE],
                        counts[at + MISSING] - counts[at + OPEN]);
    }

    private int[] writable(int ordinal) {
        int needed = (ordinal + 1) * WIDTH;
        if (!own || needed > counts.length) {
            int size = needed > counts.length ? Math.max(needed, counts.length * 2) : counts.length;
            counts = Arrays.copyOf(counts, size);
            own = true;
        }
        return counts;
    }
}
