package io.fettle.assessment.evaluation;

import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.verdict.Share;
import io.fettle.assessment.verdict.Verdict;
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
    private final Map<Share, Counted> byShare = new HashMap<>(FEW);
    /** How many computers each has; one that has none is gone. */
    private final Map<Verdict, Integer> verdicts = new IdentityHashMap<>();

    PatchColumn(AvailablePackage offer) {
        this.offer = offer;
    }

    public AvailablePackage offer() {
        return offer;
    }

    void add(Share share, Verdict verdict, int ordinal) {
        of(share).add(ordinal);
        count(verdict, 1);
    }

    void addAll(Share share, Verdict verdict, RoaringBitmap computers) {
        if (!computers.isEmpty()) {
            of(share).addAll(computers);
            count(verdict, computers.getCardinality());
        }
    }

    void removeAll(Share share, Verdict verdict, RoaringBitmap computers) {
        of(share).removeAll(computers);
        count(verdict, -computers.getCardinality());
    }

    /** Takes back one {@link #add}; whoever takes back some of a computer's takes back all. */
    void clear(Share share, Verdict verdict, int ordinal) {
        of(share).clear(ordinal);
        count(verdict, -1);
    }

    /** The same computers by another verdict, which weighs the same. */
    void replace(Verdict verdict, Verdict by, int computers) {
        count(verdict, -computers);
        count(by, computers);
    }

    private Counted of(Share share) {
        return byShare.computeIfAbsent(share, s -> new Counted());
    }

    private void count(Verdict verdict, int more) {
        verdicts.merge(verdict, more, (before, by) -> before + by == 0 ? null : before + by);
    }

    boolean isEmpty() {
        return byShare.values().stream().allMatch(Counted::isEmpty);
    }

    /** Whether the computer misses it, whatever that weighs. */
    public boolean has(int ordinal) {
        return byShare.values().stream().anyMatch(counted -> counted.has(ordinal));
    }

    /** Those that miss it; must not be changed. */
    public RoaringBitmap computers() {
        return computers(share -> true);
    }

    /** Those of some shares; must not be changed. */
    public RoaringBitmap computers(Predicate<Share> which) {
        List<RoaringBitmap> parts = new ArrayList<>(byShare.size());
        byShare.forEach((share, counted) -> {
            if (which.test(share) && !counted.isEmpty()) {
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
    void forEach(BiConsumer<Share, RoaringBitmap> each) {
        byShare.forEach((share, counted) -> counted.forEach(computers -> each.accept(share, computers)));
    }

    /** Of the worst that it mends anywhere. */
    public Severity severity() {
        return verdicts.keySet().stream()
                .map(verdict -> verdict.fixes().severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
    }

    /** What it mends, by each of the verdicts. */
    public List<Fixes> fixes() {
        return verdicts.keySet().stream().map(Verdict::fixes).toList();
    }

    PatchColumn copy() {
        PatchColumn copy = new PatchColumn(offer);
        byShare.forEach((share, counted) -> copy.byShare.put(share, counted.copy()));
        copy.verdicts.putAll(verdicts);
        return copy;
    }
}
