package io.fettle.assessment.evaluation;

import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.assessment.verdict.Verdict;
import io.fettle.assessment.verdict.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/** Who misses one patch, and by which verdicts. Not thread-safe. */
public final class PatchColumn {
    private static final int FEW = 2;

    private final AvailablePackage offer;
    private final Map<Weight, Counted> byWeight = new HashMap<>(FEW);
    /** How many computers each has; one that has none is gone. */
    private final Map<Verdict, Integer> verdicts = new IdentityHashMap<>();

    PatchColumn(AvailablePackage offer) {
        this.offer = offer;
    }

    public AvailablePackage offer() {
        return offer;
    }

    void add(Weight weight, Verdict verdict, int ordinal) {
        of(weight).add(ordinal);
        count(verdict, 1);
    }

    void addAll(Weight weight, Verdict verdict, RoaringBitmap computers) {
        if (!computers.isEmpty()) {
            of(weight).addAll(computers);
            count(verdict, computers.getCardinality());
        }
    }

    void removeAll(Weight weight, Verdict verdict, RoaringBitmap computers) {
        of(weight).removeAll(computers);
        count(verdict, -computers.getCardinality());
    }

    /** Takes back one {@link #add}; whoever takes back some of a computer's takes back all. */
    void clear(Weight weight, Verdict verdict, int ordinal) {
        of(weight).clear(ordinal);
        count(verdict, -1);
    }

    /** The same computers by another verdict of the same weight. */
    void replace(Verdict verdict, Verdict by, int computers) {
        count(verdict, -computers);
        count(by, computers);
    }

    private Counted of(Weight weight) {
        return byWeight.computeIfAbsent(weight, w -> new Counted());
    }

    private void count(Verdict verdict, int more) {
        verdicts.merge(verdict, more, (before, by) -> before + by == 0 ? null : before + by);
    }

    boolean isEmpty() {
        return byWeight.values().stream().allMatch(Counted::isEmpty);
    }

    /** Whether the computer misses it, whatever that weighs. */
    public boolean has(int ordinal) {
        return byWeight.values().stream().anyMatch(counted -> counted.has(ordinal));
    }

    /** Those that miss it; must not be changed. */
    public RoaringBitmap computers() {
        return computers(weight -> true);
    }

    /** Those that miss it by what weighs so; must not be changed. */
    public RoaringBitmap computers(Predicate<Weight> which) {
        List<RoaringBitmap> parts = new ArrayList<>(byWeight.size());
        byWeight.forEach((weight, counted) -> {
            if (which.test(weight) && !counted.isEmpty()) {
                parts.add(counted.computers());
            }
        });
        return switch (parts.size()) {
            case 0 -> new RoaringBitmap();
            case 1 -> parts.get(0);
            default -> FastAggregation.or(parts.iterator());
        };
    }

    /** Together every computer as often as it misses it; must not be changed. */
    void forEach(BiConsumer<Weight, RoaringBitmap> each) {
        byWeight.forEach((weight, counted) -> counted.forEach(computers -> each.accept(weight, computers)));
    }

    /** Of the worst that it mends anywhere. */
    public Severity severity() {
        return verdicts.keySet().stream()
                .map(verdict -> verdict.fixes().severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
    }

    PatchColumn copy() {
        PatchColumn copy = new PatchColumn(offer);
        byWeight.forEach((weight, counted) -> copy.byWeight.put(weight, counted.copy()));
        copy.verdicts.putAll(verdicts);
        return copy;
    }
}
