package io.fettle.assessment.evaluation;

import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.verdict.Rules;
import io.fettle.assessment.verdict.Share;
import io.fettle.assessment.verdict.Tally;
import io.fettle.assessment.verdict.Verdict;
import io.fettle.assessment.verdict.Weight;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Who misses what: a column for each patch that anybody misses, and the counts of each computer. Not thread-safe. */
public final class PatchColumns {
    private final Rules rules;
    private final FirstSeenBook firstSeen;
    private final Map<PatchId, PatchColumn> columns;
    private final SupersededColumns superseded;
    private final Tallies tallies;
    /** Columns that are not shared with the state that this one was copied from; null where none is. */
    private @Nullable Set<PatchId> own;

    PatchColumns(Rules rules, FirstSeenBook firstSeen) {
        this.rules = rules;
        this.firstSeen = firstSeen;
        columns = new HashMap<>();
        superseded = new SupersededColumns();
        tallies = new Tallies();
    }

    private PatchColumns(PatchColumns from) {
        rules = from.rules;
        firstSeen = from.firstSeen;
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

    /** What one computer misses. @param since the day since which it has the item that lacks the update */
    record Missed(Verdict verdict, int since) {}

    void add(Missed missed, int ordinal, boolean declined) {
        Share share = share(missed);
        column(missed.verdict()).add(share, missed.verdict(), ordinal);
        superseded.add(missed.verdict(), ordinal);
        tallies.count(share, ordinal, declined);
    }

    /** Takes back all that one computer misses. */
    void remove(Iterable<Missed> all, int ordinal) {
        for (Missed missed : all) {
            PatchColumn column = column(missed.verdict());
            column.clear(share(missed), missed.verdict(), ordinal);
            superseded.clear(missed.verdict(), ordinal);
            removeIfEmpty(missed.verdict(), column);
        }
        tallies.clear(ordinal);
    }

    /** By the rules, and by since when each patch is known. */
    Weight weigh(Verdict verdict) {
        return rules.weigh(verdict, patch -> firstSeen.seen(patch, rules.today()));
    }

    private Share share(Missed missed) {
        return weigh(missed.verdict()).share(missed.since());
    }

    /**
     * Many computers that miss the same by the same item.
     *
     * @param newcomers gives those who have the item since a day or later; and others
     */
    record Group(Verdict verdict, RoaringBitmap computers, IntFunction<RoaringBitmap> newcomers) {}

    /** Most groups are not overdue at all, and have one share. */
    private void forEachShare(Group group, BiConsumer<Share, RoaringBitmap> each) {
        Weight weight = weigh(group.verdict());
        if (weight.overdueBefore() == Weight.NEVER) {
            each.accept(weight.share(0), group.computers());
            return;
        }
        RoaringBitmap late = group.newcomers().apply(weight.overdueBefore());
        RoaringBitmap overdue = RoaringBitmap.andNot(group.computers(), late);
        RoaringBitmap inTime = RoaringBitmap.and(group.computers(), late);
        if (!overdue.isEmpty()) {
            each.accept(weight.share(Weight.NEVER), overdue);
        }
        if (!inTime.isEmpty()) {
            each.accept(weight.share(weight.overdueBefore()), inTime);
        }
    }

    void addAll(Group group, RoaringBitmap declined) {
        if (!group.computers().isEmpty()) {
            PatchColumn column = column(group.verdict());
            forEachShare(group, (share, computers) -> {
                column.addAll(share, group.verdict(), computers);
                tallies.count(share, computers, declined, 1);
            });
            superseded.addAll(group.verdict(), group.computers());
        }
    }

    void removeAll(Group group, RoaringBitmap declined) {
        if (!group.computers().isEmpty()) {
            PatchColumn column = column(group.verdict());
            forEachShare(group, (share, computers) -> {
                column.removeAll(share, group.verdict(), computers);
                tallies.count(share, computers, declined, -1);
            });
            superseded.removeAll(group.verdict(), group.computers());
            removeIfEmpty(group.verdict(), column);
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
                .ifPresent(column -> column.forEach((share, computers) -> {
                    tallies.countOpen(share, RoaringBitmap.and(computers, nowDeclined), -1);
                    tallies.countOpen(share, RoaringBitmap.and(computers, notDeclinedAnyMore), 1);
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
