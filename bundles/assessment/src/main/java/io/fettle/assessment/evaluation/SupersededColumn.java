package io.fettle.assessment.evaluation;

import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.verdict.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who could have one patch instead of the newer ones that supersede it there. It hides where any of those is approved.
 * Not thread-safe.
 */
public final class SupersededColumn {
    private final AvailablePackage offer;
    /** By what supersedes it. */
    private final Map<List<PatchId>, Counted> computers = new HashMap<>();
    /** How many computers each has; one that has none is gone. */
    private final Map<Verdict, Integer> verdicts = new IdentityHashMap<>();

    SupersededColumn(AvailablePackage offer) {
        this.offer = offer;
    }

    public AvailablePackage offer() {
        return offer;
    }

    void addAll(List<PatchId> superseders, Verdict verdict, RoaringBitmap some) {
        computers.computeIfAbsent(superseders, s -> new Counted()).addAll(some);
        count(verdict, some.getCardinality());
    }

    void removeAll(List<PatchId> superseders, Verdict verdict, RoaringBitmap some) {
        Counted counted = computers.get(superseders);
        if (counted != null) {
            counted.removeAll(some);
            count(verdict, -some.getCardinality());
            removeIfEmpty(superseders, counted);
        }
    }

    /** However often the computer is in; whoever takes back some of a computer's takes back all. */
    void clear(List<PatchId> superseders, Verdict verdict, int ordinal) {
        Counted counted = computers.get(superseders);
        if (counted != null) {
            counted.clear(ordinal);
            removeIfEmpty(superseders, counted);
        }
        count(verdict, -1);
    }

    private void removeIfEmpty(List<PatchId> superseders, Counted counted) {
        if (counted.isEmpty()) {
            computers.remove(superseders);
        }
    }

    private void count(Verdict verdict, int more) {
        verdicts.merge(verdict, more, (before, by) -> before + by == 0 ? null : before + by);
    }

    boolean isEmpty() {
        return computers.isEmpty();
    }

    public boolean has(int ordinal) {
        return computers.values().stream().anyMatch(counted -> counted.has(ordinal));
    }

    /** Where it does not hide. The caller's own. */
    public RoaringBitmap shown(Decisions decisions, FleetIndex index) {
        RoaringBitmap shown = new RoaringBitmap();
        computers.forEach((superseders, counted) -> {
            RoaringBitmap here = counted.computers().clone();
            superseders.forEach(patch -> here.andNot(decisions.approvedFor(patch, index)));
            shown.or(here);
        });
        return shown;
    }

    /** Of the worst that it mends anywhere. */
    public Severity severity() {
        return verdicts.keySet().stream()
                .map(verdict -> verdict.fixes().severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
    }

    public boolean security() {
        return verdicts.keySet().stream().anyMatch(Verdict::security);
    }

    SupersededColumn copy() {
        SupersededColumn copy = new SupersededColumn(offer);
        computers.forEach((superseders, counted) -> copy.computers.put(superseders, counted.copy()));
        copy.verdicts.putAll(verdicts);
        return copy;
    }
}
