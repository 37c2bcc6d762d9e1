package io.fettle.assessment.evaluation;

import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private interface Change {
        void to(SupersededColumn column, List<PatchId> superseders, Verdict verdict);
    }

    void addAll(Verdict newest, RoaringBitmap computers) {
        forEach(newest, (column, superseders, verdict) -> column.addAll(superseders, verdict, computers));
    }

    void add(Verdict newest, int ordinal) {
        if (!newest.older().isEmpty()) {
            addAll(newest, RoaringBitmap.bitmapOf(ordinal));
        }
    }

    void removeAll(Verdict newest, RoaringBitmap computers) {
        forEach(newest, (column, superseders, verdict) -> column.removeAll(superseders, verdict, computers));
    }

    void clear(Verdict newest, int ordinal) {
        forEach(newest, (column, superseders, verdict) -> column.clear(superseders, verdict, ordinal));
    }

    private void forEach(Verdict newest, Change change) {
        if (newest.older().isEmpty()) {
            return;
        }
        List<PatchId> superseders = new ArrayList<>();
        superseders.add(newest.patch());
        for (Verdict verdict : newest.older()) {
            SupersededColumn column = column(verdict);
            change.to(column, List.copyOf(superseders), verdict);
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
