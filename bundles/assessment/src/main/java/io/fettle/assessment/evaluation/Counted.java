package io.fettle.assessment.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * How often each computer is in: nearly always once or never, which takes one bitmap; a second one has those that are in
 * at least twice, and so on. Not thread-safe.
 */
final class Counted {
    private final List<RoaringBitmap> atLeast;

    Counted() {
        this(new ArrayList<>());
    }

    private Counted(List<RoaringBitmap> atLeast) {
        this.atLeast = atLeast;
    }

    void add(int ordinal) {
        for (RoaringBitmap level : atLeast) {
            if (level.checkedAdd(ordinal)) {
                return;
            }
        }
        atLeast.add(RoaringBitmap.bitmapOf(ordinal));
    }

    /** Each of these once more. */
    void addAll(RoaringBitmap computers) {
        RoaringBitmap carried = computers;
        for (int level = 0; level < atLeast.size(); level++) {
            RoaringBitmap before = atLeast.get(level);
            RoaringBitmap after = RoaringBitmap.or(before, carried);
            atLeast.set(level, after);
            if (after.getLongCardinality() == before.getLongCardinality() + carried.getLongCardinality()) {
                return;
            }
            carried = RoaringBitmap.and(before, carried);
        }
        if (!carried.isEmpty()) {
            atLeast.add(carried.clone());
        }
    }

    /** Each of these once less; all of them must be in. */
    void removeAll(RoaringBitmap computers) {
        RoaringBitmap left = computers.clone();
        for (int level = atLeast.size() - 1; level >= 0 && !left.isEmpty(); level--) {
            RoaringBitmap here = RoaringBitmap.and(atLeast.get(level), left);
            atLeast.get(level).andNot(here);
            left.andNot(here);
        }
        trim();
    }

    /** However often it is in. */
    void clear(int ordinal) {
        atLeast.forEach(level -> level.remove(ordinal));
        trim();
    }

    private void trim() {
        while (!atLeast.isEmpty() && atLeast.get(atLeast.size() - 1).isEmpty()) {
            atLeast.remove(atLeast.size() - 1);
        }
    }

    boolean isEmpty() {
        return atLeast.isEmpty();
    }

    boolean has(int ordinal) {
        return !isEmpty() && atLeast.get(0).contains(ordinal);
    }

    /** Those that are in; must not be changed. */
    RoaringBitmap computers() {
        return atLeast.isEmpty() ? new RoaringBitmap() : atLeast.get(0);
    }

    /** Bitmaps that together have each computer as often as it is in; must not be changed. */
    void forEach(Consumer<RoaringBitmap> each) {
        atLeast.forEach(each);
    }

    Counted copy() {
        List<RoaringBitmap> copies = new ArrayList<>(atLeast.size());
        atLeast.forEach(level -> copies.add(level.clone()));
        return new Counted(copies);
    }
}
