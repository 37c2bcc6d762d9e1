package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.SetupVerdicts;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Kind;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.verdict.StaleSources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * What keeps anybody from being sure of a computer, whatever was found on it. Made for one answer: what it says of a kind it
 * remembers. Not thread-safe.
 */
final class Doubts {
    private final Layer layer;
    private final StaleSources stale;
    private final Uncertain uncertain;
    private final Map<Kind, List<Reason>> behind = new HashMap<>();

    Doubts(Layer layer, StaleSources stale, Uncertain uncertain) {
        this.layer = layer;
        this.stale = stale;
        this.uncertain = uncertain;
    }

    /** Why its health is unknown, or may be outdated. */
    List<Reason> of(Machine machine) {
        if (!machine.hasInventory()) {
            return List.of(Reason.of("exposure.no_inventory"));
        }
        List<Reason> doubts = new ArrayList<>(ofAge(machine));
        if (machine.kind().isEmpty()) {
            doubts.add(Reason.of("finding.no_package_manager_setup"));
        } else {
            Kind kind = machine.kind().get();
            if (layer.verdicts(kind).coversNothing()) {
                doubts.add(Reason.of("finding.nothing_covered"));
            }
            doubts.addAll(ofSources(kind));
        }
        return doubts;
    }

    /** That its inventory is old. */
    List<Reason> ofAge(Machine machine) {
        return uncertain.isOld(machine)
                ? List.of(Reason.of(
                        "finding.inventory_old",
                        "since",
                        uncertain.confirmedAt(machine).toString()))
                : List.of();
    }

    /**
     * Sources that computers of this kind are judged by and that are not kept up to date, whether anything was found by them
     * or not: those of its repositories, be it that one never brought anything, and whoever speaks of its platform.
     */
    List<Reason> ofSources(Kind kind) {
        return behind.computeIfAbsent(kind, this::behind);
    }

    private List<Reason> behind(Kind kind) {
        if (stale.isEmpty()) {
            return List.of();
        }
        SetupVerdicts verdicts = layer.verdicts(kind);
        Set<String> sources = new TreeSet<>(verdicts.sources());
        sources.addAll(layer.revision().advisories().sources(kind.platform()));
        List<Reason> reasons = new ArrayList<>(stale.behind(sources));
        verdicts.lacking().forEach(gap -> stale.instead(gap).ifPresent(reasons::add));
        return reasons.stream().distinct().toList();
    }

    /** Those of some that are judged by such a source. */
    RoaringBitmap bySources(FleetIndex index, RoaringBitmap among) {
        RoaringBitmap doubtful = new RoaringBitmap();
        if (!stale.isEmpty()) {
            index.kinds().forEach((kind, computers) -> {
                if (!ofSources(kind).isEmpty()) {
                    doubtful.or(RoaringBitmap.and(computers, among));
                }
            });
        }
        return doubtful;
    }
}
