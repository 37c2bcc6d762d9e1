package io.fettle.assessment.evaluation;

import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.evaluation.SupersededColumn.Place;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** A column for each patch that is superseded where it could be installed. Not thread-safe. */
final class SupersededColumns {
    private final Map<PatchId, SupersededColumn> columns;
    /** Columns that are not shared with the state that this one was copied from; null where none is. */
    private @Nullable Set<PatchId> own;

    SupersededColumns() {
        columns = new HashMap<>();
    }

    private SupersededColumns(SupersededColumns from) {
        columns = new HashMap<>(from.columns);
        own = new HashSet<>();
    }

    /** To be changed while readers still see this one. */
    SupersededColumns copy() {
        return new SupersededColumns(this);
    }

    /** What this was copied from is not read any more. */
    void settle() {
        own = null;
    }

    /** What a verdict's choices after the first weigh, for some computers. */
    interface Places {
        /** Hands over the computers of each place. @param choice number of the choice */
        void forEach(int choice, List<PatchId> superseders, BiConsumer<Place, RoaringBitmap> each);
    }

    private interface Change {
        void to(SupersededColumn column, Place place, Verdict verdict, RoaringBitmap computers);
    }

    void addAll(Verdict newest, Places places) {
        forEach(newest, places, SupersededColumn::addAll);
    }

    void removeAll(Verdict newest, Places places) {
        forEach(newest, places, SupersededColumn::removeAll);
    }

    /** Of one computer. */
    void clear(Verdict newest, Places places, int ordinal) {
        forEach(newest, places, (column, place, verdict, computers) -> column.clear(place, verdict, ordinal));
    }

    private void forEach(Verdict newest, Places places, Change change) {
        if (newest.older().isEmpty()) {
            return;
        }
        List<PatchId> superseders = new ArrayList<>();
        superseders.add(newest.patch());
        for (Verdict verdict : newest.older()) {
            SupersededColumn column = column(verdict);
            places.forEach(
                    superseders.size(),
                    List.copyOf(superseders),
                    (place, computers) -> change.to(column, place, verdict, computers));
            if (column.isEmpty()) {
                columns.remove(verdict.patch());
            }
            superseders.add(verdict.patch());
        }
    }

    private SupersededColumn column(Verdict verdict) {
        SupersededColumn known = columns.get(verdict.patch());
        if (known != null && (own == null || own.contains(verdict.patch()))) {
            return known;
        }
        SupersededColumn writable = known == null ? new SupersededColumn(verdict.target()) : known.copy();
        columns.put(verdict.patch(), writable);
        if (own != null) {
            own.add(verdict.patch());
        }
        return writable;
    }

    /** Must not be changed. */
    Map<PatchId, SupersededColumn> all() {
        return columns;
    }
}
