package io.fettle.assessment.evaluation;

import io.fettle.assessment.verdict.Share;
import io.fettle.assessment.verdict.Tally;
import java.util.Arrays;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The counts of all computers, by ordinal. Those of one computer are three to a word, two words beside each other, so that
 * one more update is two additions: counting is most of the work where many miss the same. A copy shares its memory until it
 * is written to, so the original must not be written to any more while the copy is in use. Not thread-safe.
 */
final class Tallies {
    private static final int FIRST_SIZE = 64;
    /** Two millions; no computer has as many packages. */
    private static final int BITS = 21;

    private static final int WIDTH = 2;
    private static final int BATCH = 256;

    private final int[] batch = new int[BATCH];
    private long[] counts;
    private boolean own;

    Tallies() {
        this(new long[FIRST_SIZE * WIDTH], true);
    }

    private Tallies(long[] counts, boolean own) {
        this.counts = counts;
        this.own = own;
    }

    Tallies copy() {
        return new Tallies(counts, false);
    }

    /** How many are missing, how many of them are about security, how many are not declined. */
    private static long updates(Share share, int open) {
        return word(1, share.security() ? 1 : 0, open);
    }

    /** How many count in health, how many of them make it urgent, how many are overdue. */
    private static long weight(Share share) {
        return word(share.counts() ? 1 : 0, share.isUrgent() ? 1 : 0, share.overdue() ? 1 : 0);
    }

    private static long word(int first, int second, int third) {
        return first + ((long) second << BITS) + ((long) third << 2 * BITS);
    }

    private static int first(long word) {
        return (int) (word & (1 << BITS) - 1);
    }

    private static int second(long word) {
        return first(word >>> BITS);
    }

    private static int third(long word) {
        return first(word >>> 2 * BITS);
    }

    /**
     * An update that each of these misses once more, or once less.
     *
     * @param declined for whom it was declined, these or others
     */
    void count(Share share, RoaringBitmap computers, RoaringBitmap declined, int more) {
        add(computers, more * updates(share, 1), more * weight(share));
        if (!declined.isEmpty()) {
            countOpen(share, RoaringBitmap.and(computers, declined), -more);
        }
    }

    /** An update that was missed already, and is declined no more, or now. */
    void countOpen(Share share, RoaringBitmap computers, int more) {
        add(computers, more * word(0, 0, 1), more * weight(share));
    }

    /** An update that counts, or does so no more, in place of a declined one. */
    void countInstead(Share share, RoaringBitmap computers, int more) {
        add(computers, 0, more * weight(share));
    }

    /** One update that one computer misses. */
    void count(Share share, int ordinal, boolean declined) {
        long[] all = writable(ordinal);
        all[ordinal * WIDTH] += updates(share, declined ? 0 : 1);
        all[ordinal * WIDTH + 1] += declined ? 0 : weight(share);
    }

    /** What is subtracted was added before, so no count borrows from its neighbour. */
    private void add(RoaringBitmap computers, long updates, long weight) {
        if (computers.isEmpty()) {
            return;
        }
        long[] all = writable(computers.last());
        BatchIterator ordinals = computers.getBatchIterator();
        while (ordinals.hasNext()) {
            int size = ordinals.nextBatch(batch);
            for (int i = 0; i < size; i++) {
                int at = batch[i] * WIDTH;
                all[at] += updates;
                all[at + 1] += weight;
            }
        }
    }

    void clear(int ordinal) {
        Arrays.fill(writable(ordinal), ordinal * WIDTH, (ordinal + 1) * WIDTH, 0);
    }

    Tally of(int ordinal) {
        int at = ordinal * WIDTH;
        if (at >= counts.length) {
            return Tally.NONE;
        }
        long updates = counts[at];
        long weight = counts[at + 1];
        return new Tally(
                first(updates),
                second(updates),
                first(weight),
                second(weight),
                third(weight),
                first(updates) - third(updates));
    }

    private long[] writable(int ordinal) {
        int needed = (ordinal + 1) * WIDTH;
        if (!own || needed > counts.length) {
            int size = needed > counts.length ? Math.max(needed, counts.length * 2) : counts.length;
            counts = Arrays.copyOf(counts, size);
            own = true;
        }
        return counts;
    }
}
