package io.fettle.assessment.evaluation;

import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.verdict.Rules;
import io.fettle.assessment.verdict.Tally;
import io.fettle.assessment.verdict.Verdict;
import io.fettle.assessment.verdict.Weight;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Who misses what: a column for each patch that anybody misses, and the counts of each computer. Not thread-safe. */
public final class PatchColumns {
    private final Rules rules;
    private final Map<PatchId, PatchColumn> columns;
    private final SupersededColumns superseded;
    private final Tallies tallies;
    /** Columns that are not shared with the state that this one was copied from; null where none is. */
    private @Nullable Set<PatchId> own;

    PatchColumns(Rules rules) {
        this.rules = rules;
        columns = new HashMap<>();
        superseded = new SupersededColumns();
        tallies = new Tallies();
    }

    private PatchColumns(PatchColumns from) {
        rules = from.rules;
        columns = new HashMap<>(from.columns);
        superseded = from.superseded.copy();
        tallies = from.tallies.copy();
        own = new HashSet<>();
    }

    /** To be changed while readers still see this one. */
    PatchColumns copy() {
        return new PatchColumns(this);
    }

    /** What this was copied from is not read any more. */
    void settle() {
        own = null;
        superseded.settle();
    }

    void add(Verdict verdict, int ordinal, boolean declined) {
        Weight weight = rules.weigh(verdict);
        column(verdict).add(weight, verdict, ordinal);
        superseded.add(verdict, ordinal);
        tallies.count(weight, ordinal, declined);
    }

    /** Takes back all that one computer misses. */
    void remove(Iterable<Verdict> verdicts, int ordinal) {
        for (Verdict verdict : verdicts) {
            PatchColumn column = column(verdict);
            column.clear(rules.weigh(verdict), verdict, ordinal);
            superseded.clear(verdict, ordinal);
            removeIfEmpty(verdict, column);
        }
        tallies.clear(ordinal);
    }

    void addAll(Verdict verdict, RoaringBitmap computers, RoaringBitmap declined) {
        if (!computers.isEmpty()) {
            Weight weight = rules.weigh(verdict);
            column(verdict).addAll(weight, verdict, computers);
            superseded.addAll(verdict, computers);
            tallies.count(weight, computers, declined, 1);
        }
    }

    void removeAll(Verdict verdict, RoaringBitmap computers, RoaringBitmap declined) {
        if (!computers.isEmpty()) {
            Weight weight = rules.weigh(verdict);
            PatchColumn column = column(verdict);
            column.removeAll(weight, verdict, computers);
            superseded.removeAll(verdict, computers);
            removeIfEmpty(verdict, column);
            tallies.count(weight, computers, declined, -1);
        }
    }

    /** These computers miss the same patch for another reason, which weighs the same. */
    void replace(Verdict verdict, Verdict by, RoaringBitmap computers) {
        if (!computers.isEmpty()) {
            column(verdict).replace(verdict, by, computers.getCardinality());
            superseded.removeAll(verdict, computers);
            superseded.addAll(by, computers);
        }
    }

    private PatchColumn column(Verdict verdict) {
        PatchColumn known = columns.get(verdict.patch());
        if (known != null && (own == null || own.contains(verdict.patch()))) {
            return known;
        }
        PatchColumn writable = known == null ? new PatchColumn(verdict.target()) : known.copy();
        columns.put(verdict.patch(), writable);
        if (own != null) {
            own.add(verdict.patch());
        }
        return writable;
    }

    private void removeIfEmpty(Verdict verdict, PatchColumn column) {
        if (column.isEmpty()) {
            columns.remove(verdict.patch());
        }
    }

    /** Computers for which it was decided otherwise than before. */
    public void decided(PatchId patch, RoaringBitmap nowDeclined, RoaringBitmap notDeclinedAnyMore) {
        find(patch)
                .ifPresent(column -> column.forEach((weight, computers) -> {
                    tallies.countOpen(weight, RoaringBitmap.and(computers, nowDeclined), -1);
                    tallies.countOpen(weight, RoaringBitmap.and(computers, notDeclinedAnyMore), 1);
                }));
    }

    Optional<PatchColumn> find(PatchId patch) {
        return Optional.ofNullable(columns.get(patch));
    }

    /** Must not be changed. */
    public Map<PatchId, PatchColumn> all() {
        return columns;
    }

    /** Patches that others supersede where they could be installed. Must not be changed. */
    public Map<PatchId, SupersededColumn> superseded() {
        return superseded.all();
    }

    Tally tally(int ordinal) {
        return tallies.of(ordinal);
    }
}
