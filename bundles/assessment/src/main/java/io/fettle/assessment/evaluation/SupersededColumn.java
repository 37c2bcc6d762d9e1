package io.fettle.assessment.evaluation;

import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.verdict.Share;
import io.fettle.assessment.verdict.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who could have one patch instead of the newer ones that supersede it there. It hides where any of those is approved.
 * Not thread-safe.
 */
public final class SupersededColumn {
    private final AvailablePackage offer;
    private final Map<Place, Counted> places = new HashMap<>();
    /** How many computers each has; one that has none is gone. */
    private final Map<Verdict, Integer> verdicts = new IdentityHashMap<>();

    /**
     * What computers have alike that could have it.
     *
     * @param superseders newer ones, newest first
     * @param share what it counts where all of these are declined
     * @param held whether the package is held, so that there is no choice
     */
    record Place(List<PatchId> superseders, Share share, boolean held) {
        boolean isAbout(Predicate<PatchId> patch) {
            return superseders.stream().anyMatch(patch);
        }
    }

    SupersededColumn(AvailablePackage offer) {
        this.offer = offer;
    }

    public AvailablePackage offer() {
        return offer;
    }

    void addAll(Place place, Verdict verdict, RoaringBitmap some) {
        places.computeIfAbsent(place, p -> new Counted()).addAll(some);
        count(verdict, some.getCardinality());
    }

    void removeAll(Place place, Verdict verdict, RoaringBitmap some) {
        Counted counted = places.get(place);
        if (counted != null) {
            counted.removeAll(some);
            count(verdict, -some.getCardinality());
            removeIfEmpty(place, counted);
        }
    }

    /** However often the computer is in; whoever takes back some of a computer's takes back all. */
    void clear(Place place, Verdict verdict, int ordinal) {
        Counted counted = places.get(place);
        if (counted != null) {
            counted.clear(ordinal);
            removeIfEmpty(place, counted);
        }
        count(verdict, -1);
    }

    private void removeIfEmpty(Place place, Counted counted) {
        if (counted.isEmpty()) {
            places.remove(place);
        }
    }

    private void count(Verdict verdict, int more) {
        verdicts.merge(verdict, more, (before, by) -> before + by == 0 ? null : before + by);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** What it mends, by each of the verdicts. */
    public List<Fixes> fixes() {
        return verdicts.keySet().stream().map(Verdict::fixes).toList();
    }

    public boolean has(int ordinal) {
        return places.values().stream().anyMatch(counted -> counted.has(ordinal));
    }

    /** Where it does not hide, and can be had. The caller's own. */
    public RoaringBitmap shown(Decisions decisions, FleetIndex index) {
        RoaringBitmap shown = new RoaringBitmap();
        places.forEach((place, counted) -> {
            if (!place.held()) {
                RoaringBitmap here = counted.computers().clone();
                place.superseders().forEach(patch -> here.andNot(decisions.approvedFor(patch, index)));
                shown.or(here);
            }
        });
        return shown;
    }

    /** Where it counts, as all that supersede it are declined, and has been missing for too long. The caller's own. */
    public RoaringBitmap overdue(PatchId patch, Decisions decisions, FleetIndex index) {
        RoaringBitmap overdue = new RoaringBitmap();
        forEachCounting(
                patch,
                place -> place.share().overdue(),
                one -> decisions.declinedFor(one, index),
                (share, some) -> overdue.or(some));
        return overdue;
    }

    /**
     * Hands over those for whom it counts, because it is the newest that is not declined: together every computer as often as
     * it does.
     *
     * @param declined gives the computers that a patch is declined for
     */
    void forEachCounting(
            PatchId patch,
            Predicate<Place> which,
            Function<PatchId, RoaringBitmap> declined,
            BiConsumer<Share, RoaringBitmap> each) {
        places.forEach((place, counted) -> {
            if (which.test(place)) {
                counted.forEach(computers -> {
                    RoaringBitmap counting = computers;
                    for (PatchId superseder : place.superseders()) {
                        counting = RoaringBitmap.and(counting, declined.apply(superseder));
                        if (counting.isEmpty()) {
                            return;
                        }
                    }
                    each.accept(place.share(), RoaringBitmap.andNot(counting, declined.apply(patch)));
                });
            }
        });
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
        places.forEach((place, counted) -> copy.places.put(place, counted.copy()));
        copy.verdicts.putAll(verdicts);
        return copy;
    }
}
