package io.fettle.assessment.evaluation;

import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Preference;
import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.evaluation.SupersededColumn.Place;
import io.fettle.assessment.evaluation.SupersededColumns.Places;
import io.fettle.assessment.verdict.Rules;
import io.fettle.assessment.verdict.Share;
import io.fettle.assessment.verdict.Tally;
import io.fettle.assessment.verdict.Verdict;
import io.fettle.assessment.verdict.Weight;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
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

    /**
     * What one computer misses.
     *
     * @param since the day since which it has the item that lacks the update
     * @param held whether it holds the item
     */
    record Missed(Verdict verdict, int since, boolean held) {
        Places places(List<Weight> weights, RoaringBitmap computer) {
            return (choice, superseders, each) ->
                    each.accept(new Place(superseders, weights.get(choice).share(since), held), computer);
        }
    }

    /** @param decided what was decided about a patch for the computer */
    void add(Missed missed, int ordinal, Function<PatchId, Decision> decided) {
        Verdict verdict = missed.verdict();
        List<Weight> weights = weights(verdict);
        Share share = weights.get(0).share(missed.since());
        column(verdict).add(share, verdict, ordinal);
        boolean declined = decided.apply(verdict.patch()) == Decision.DECLINED;
        tallies.count(share, ordinal, declined);
        if (!verdict.older().isEmpty()) {
            RoaringBitmap one = RoaringBitmap.bitmapOf(ordinal);
            superseded.addAll(verdict, missed.places(weights, one));
            if (declined) {
                verdict.counting(decided)
                        .map(open -> weights.get(weights.size() - open.choices().size()))
                        .ifPresent(weight -> tallies.countInstead(weight.share(missed.since()), one, 1));
            }
        }
    }

    /** Takes back all that one computer misses. */
    void remove(Iterable<Missed> all, int ordinal) {
        for (Missed missed : all) {
            Verdict verdict = missed.verdict();
            List<Weight> weights = weights(verdict);
            PatchColumn column = column(verdict);
            column.clear(weights.get(0).share(missed.since()), verdict, ordinal);
            if (!verdict.older().isEmpty()) {
                superseded.clear(verdict, missed.places(weights, RoaringBitmap.bitmapOf(ordinal)), ordinal);
            }
            removeIfEmpty(verdict, column);
        }
        tallies.clear(ordinal);
    }

    /** What each of its choices weighs, by the rules, and by since when each patch is known. */
    List<Weight> weights(Verdict verdict) {
        return rules.weights(verdict, patch -> firstSeen.seen(patch, rules.today()));
    }

    /**
     * Many computers that miss the same by the same item.
     *
     * @param held those that hold the item; and others
     * @param newcomers gives those who have the item since a day or later; and others
     */
    record Group(Verdict verdict, RoaringBitmap computers, RoaringBitmap held, IntFunction<RoaringBitmap> newcomers) {
        /** Most groups are not overdue at all, and have one share. */
        void forEachShare(Weight weight, RoaringBitmap among, BiConsumer<Share, RoaringBitmap> each) {
            if (weight.overdueBefore() == Weight.NEVER) {
                each.accept(weight.share(0), among);
                return;
            }
            RoaringBitmap late = newcomers.apply(weight.overdueBefore());
            RoaringBitmap overdue = RoaringBitmap.andNot(among, late);
            RoaringBitmap inTime = RoaringBitmap.and(among, late);
            if (!overdue.isEmpty()) {
                each.accept(weight.share(Weight.NEVER), overdue);
            }
            if (!inTime.isEmpty()) {
                each.accept(weight.share(weight.overdueBefore()), inTime);
            }
        }

        Places places(List<Weight> weights) {
            RoaringBitmap holding = RoaringBitmap.and(computers, held);
            RoaringBitmap free = holding.isEmpty() ? computers : RoaringBitmap.andNot(computers, holding);
            return (choice, superseders, each) -> {
                forEachShare(weights.get(choice), free, (share, some) -> {
                    if (!some.isEmpty()) {
                        each.accept(new Place(superseders, share, false), some);
                    }
                });
                if (!holding.isEmpty()) {
                    forEachShare(
                            weights.get(choice),
                            holding,
                            (share, some) -> each.accept(new Place(superseders, share, true), some));
                }
            };
        }
    }

    /** @param declined gives the computers that a patch is declined for */
    void addAll(Group group, Function<PatchId, RoaringBitmap> declined) {
        if (!group.computers().isEmpty()) {
            Verdict verdict = group.verdict();
            List<Weight> weights = weights(verdict);
            PatchColumn column = column(verdict);
            RoaringBitmap without = declined.apply(verdict.patch());
            group.forEachShare(weights.get(0), group.computers(), (share, computers) -> {
                column.addAll(share, verdict, computers);
                tallies.count(share, computers, without, 1);
            });
            superseded.addAll(verdict, group.places(weights));
            countInstead(group, weights, declined, 1);
        }
    }

    /** Parameters as in {@link #addAll}. */
    void removeAll(Group group, Function<PatchId, RoaringBitmap> declined) {
        if (!group.computers().isEmpty()) {
            Verdict verdict = group.verdict();
            List<Weight> weights = weights(verdict);
            PatchColumn column = column(verdict);
            RoaringBitmap without = declined.apply(verdict.patch());
            group.forEachShare(weights.get(0), group.computers(), (share, computers) -> {
                column.removeAll(share, verdict, computers);
                tallies.count(share, computers, without, -1);
            });
            superseded.removeAll(verdict, group.places(weights));
            countInstead(group, weights, declined, -1);
            removeIfEmpty(verdict, column);
        }
    }

    /** For whom the newest is declined, the next that is not counts: the rule of {@link Preference#open}, for sets. */
    private void countInstead(Group group, List<Weight> weights, Function<PatchId, RoaringBitmap> declined, int more) {
        List<Verdict> choices = group.verdict().choices();
        RoaringBitmap left = group.computers();
        for (int i = 0; i < choices.size() - 1; i++) {
            left = RoaringBitmap.and(left, declined.apply(choices.get(i).patch()));
            if (left.isEmpty()) {
                return;
            }
            RoaringBitmap open =
                    RoaringBitmap.andNot(left, declined.apply(choices.get(i + 1).patch()));
            group.forEachShare(
                    weights.get(i + 1), open, (share, computers) -> tallies.countInstead(share, computers, more));
        }
    }

    /** These computers miss the same patch for another reason, which weighs the same. */
    void replace(Group group, Verdict by) {
        if (!group.computers().isEmpty()) {
            column(group.verdict())
                    .replace(group.verdict(), by, group.computers().getCardinality());
            Places places = group.places(weights(by));
            superseded.removeAll(group.verdict(), places);
            superseded.addAll(by, places);
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

    /**
     * Some patches were decided otherwise than before: something else may count in place of what is declined.
     *
     * @param was gives the computers that a patch was declined for, and {@code is} those that it is declined for now
     */
    void decidedInstead(
            Set<PatchId> patches, Function<PatchId, RoaringBitmap> was, Function<PatchId, RoaringBitmap> is) {
        superseded.all().forEach((patch, column) -> {
            Predicate<Place> concerned = place -> patches.contains(patch) || place.isAbout(patches::contains);
            column.forEachCounting(
                    patch, concerned, was, (share, computers) -> tallies.countInstead(share, computers, -1));
            column.forEachCounting(
                    patch, concerned, is, (share, computers) -> tallies.countInstead(share, computers, 1));
        });
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
