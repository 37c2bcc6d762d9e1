package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.assessment.PatchState;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.PatchColumn;
import io.fettle.assessment.evaluation.SupersededColumn;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.verdict.Verdict;
import io.fettle.version.VersionOrder;
import io.fettle.version.VersionOrders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/** Who stands how to one patch, out of one state of the index. Used while the state's lock is held. */
final class FleetPatch {
    private final FleetIndex index;
    private final Layer layer;
    private final Uncertain uncertain;
    private final PatchId patch;
    private final Optional<PatchColumn> column;
    private final Optional<SupersededColumn> instead;

    FleetPatch(FleetIndex index, Layer layer, FleetItems fleet, long nowMillis, PatchId patch) {
        this.index = index;
        this.layer = layer;
        this.patch = patch;
        uncertain = new Uncertain(fleet, nowMillis);
        column = layer.column(patch);
        instead = Optional.ofNullable(layer.columns().superseded().get(patch));
    }

    /** Empty where nobody offers it now, and nobody misses it. */
    Optional<AvailablePackage> offer() {
        return column.map(PatchColumn::offer)
                .or(() -> instead.map(SupersededColumn::offer))
                .or(() -> layer.revision().find(patch));
    }

    /** Each of these computers that it concerns in exactly one state; every state is there. */
    Map<PatchState, RoaringBitmap> states(RoaringBitmap visible) {
        RoaringBitmap unclear = unclear(visible);
        RoaringBitmap known = RoaringBitmap.andNot(visible, unclear);
        RoaringBitmap missing = RoaringBitmap.and(missing(), known);
        RoaringBitmap declined = RoaringBitmap.and(missing, layer.decisions().declinedFor(patch, index));
        RoaringBitmap approved = RoaringBitmap.and(missing, layer.decisions().approvedFor(patch, index));
        RoaringBitmap superseded = RoaringBitmap.and(superseded(), known);
        superseded.andNot(missing);
        RoaringBitmap installed = RoaringBitmap.and(offer().map(this::installed).orElseGet(RoaringBitmap::new), known);
        installed.andNot(missing);
        installed.andNot(superseded);
        Map<PatchState, RoaringBitmap> states = new EnumMap<>(PatchState.class);
        states.put(PatchState.MISSING_APPROVED, approved);
        states.put(PatchState.MISSING_DECLINED, declined);
        states.put(PatchState.MISSING_AWAITING, RoaringBitmap.andNot(missing, RoaringBitmap.or(approved, declined)));
        states.put(PatchState.SUPERSEDED, superseded);
        states.put(PatchState.UNKNOWN, unclear);
        states.put(PatchState.INSTALLED, installed);
        return states;
    }

    private RoaringBitmap missing() {
        return column.map(PatchColumn::computers).orElseGet(RoaringBitmap::new);
    }

    private RoaringBitmap superseded() {
        return instead.map(one -> one.shown(layer.decisions(), index)).orElseGet(RoaringBitmap::new);
    }

    /** Of whom nothing can be said, whatever the patch. */
    private RoaringBitmap unclear(RoaringBitmap visible) {
        RoaringBitmap judged = new RoaringBitmap();
        index.kinds().forEach((kind, computers) -> {
            if (!layer.verdicts(kind).coversNothing()) {
                judged.or(RoaringBitmap.and(computers, visible));
            }
        });
        RoaringBitmap unclear = RoaringBitmap.andNot(visible, judged);
        uncertain.addOld(judged, unclear);
        return unclear;
    }

    /** A newer version says nothing of this one where another release's repositories brought it. */
    private RoaringBitmap installed(AvailablePackage offer) {
        Optional<VersionOrder> order = VersionOrders.find(offer.ecosystem());
        RoaringBitmap installed = new RoaringBitmap();
        if (order.isPresent()) {
            RoaringBitmap offered = offered(offer);
            for (int number : items(offer)) {
                int newer = order.get().compare(index.item(number).version(), offer.version());
                if (newer == 0) {
                    installed.or(index.having(number));
                } else if (newer > 0) {
                    installed.or(RoaringBitmap.and(index.having(number), offered));
                }
            }
        }
        return installed;
    }

    /** Computers with a repository that offers it. */
    private RoaringBitmap offered(AvailablePackage offer) {
        Set<Integer> repositories = layer.revision().versionsOf(offer.name()).stream()
                .filter(other -> other.ecosystem().equals(offer.ecosystem())
                        && other.arch().equals(offer.arch())
                        && other.version().equals(offer.version()))
                .map(AvailablePackage::repository)
                .collect(Collectors.toSet());
        return index.byKind().union(kind -> layer.verdicts(kind).usesAny(repositories));
    }

    /** Items of the package, whatever version. */
    private int[] items(AvailablePackage offer) {
        return Arrays.stream(index.items(new ItemName(offer.ecosystem(), PackageLevel.BINARY, offer.name())))
                .filter(number -> index.item(number).arch().equals(offer.arch()))
                .toArray();
    }

    /** What it mends where these computers lack it, once each. */
    Set<Fixes> fixes(RoaringBitmap visible) {
        RoaringBitmap lacking = RoaringBitmap.and(RoaringBitmap.or(missing(), superseded()), visible);
        Set<Fixes> fixes = new HashSet<>();
        int[] items = offer().map(this::items).orElse(new int[0]);
        index.kinds().forEach((kind, computers) -> {
            RoaringBitmap here = RoaringBitmap.and(computers, lacking);
            for (int number : here.isEmpty() ? new int[0] : items) {
                if (RoaringBitmap.intersects(here, index.having(number))) {
                    layer.verdicts(kind).of(number).map(Verdict::choices).stream()
                            .flatMap(List::stream)
                            .filter(choice -> choice.patch().equals(patch))
                            .forEach(choice -> fixes.add(choice.fixes()));
                }
            }
        });
        return fixes;
    }

    /** The version that a computer has; empty where it has none. */
    String installed(Machine machine) {
        return Arrays.stream(offer().map(this::items).orElse(new int[0]))
                .filter(number -> index.having(number).contains(machine.ordinal()))
                .mapToObj(number -> index.item(number).version())
                .collect(Collectors.joining(", "));
    }

    /** Why nobody can tell how a computer stands to it. */
    List<Reason> doubts(Machine machine) {
        if (!machine.hasInventory()) {
            return List.of(Reason.of("exposure.no_inventory"));
        }
        List<Reason> doubts = new ArrayList<>();
        if (machine.kind().filter(kind -> !layer.verdicts(kind).coversNothing()).isEmpty()) {
            doubts.add(Reason.of("finding.no_repository"));
        }
        if (uncertain.isOld(machine)) {
            doubts.add(Reason.of("exposure.inventory_old"));
        }
        return doubts;
    }
}
