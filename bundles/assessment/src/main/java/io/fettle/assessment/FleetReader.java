package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.fleet.Parts;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.verdict.StaleSources;
import io.fettle.assessment.verdict.Tally;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Answers about many computers, out of one state of the index. Used while the state's lock is held. */
final class FleetReader {
    private final FleetIndex index;
    private final Layer layer;
    private final Uncertain uncertain;
    private final Doubts doubts;
    private final RoaringBitmap ended;

    FleetReader(FleetIndex index, Layer layer, FleetItems fleet, StaleSources stale, long nowMillis) {
        this.index = index;
        this.layer = layer;
        uncertain = new Uncertain(fleet, nowMillis);
        doubts = new Doubts(layer, stale, uncertain);
        ended = index.byRelease().union(layer.rules()::isEnded);
    }

    private HealthStatus judged(int ordinal) {
        return layer.rules().health(layer.tally(ordinal), ended.contains(ordinal));
    }

    /** What a list shows of a computer, as of one state: {@link #summary} is read from it outside the lock. */
    record Listed(Machine machine, Layer layer, HealthStatus health, Tally tally, List<Reason> doubts) {
        ComputerSummary summary() {
            return new ComputerSummary(
                    machine.id(),
                    health,
                    machine.installed(),
                    tally.missing(),
                    tally.security(),
                    tally.overdue(),
                    layer.blocked(machine),
                    layer.held(machine),
                    tally.declined(),
                    doubts);
        }
    }

    List<Listed> listed(Collection<ComputerId> computers, Scope scope) {
        List<Machine> machines = computers.stream()
                .flatMap(id -> index.find(id).stream())
                .filter(machine -> scope.sees(machine.officeId()))
                .toList();
        RoaringBitmap unknown = unknown(RoaringBitmap.bitmapOf(
                machines.stream().mapToInt(Machine::ordinal).toArray()));
        return machines.stream().map(machine -> listed(machine, unknown)).toList();
    }

    private Listed listed(Machine machine, RoaringBitmap unknown) {
        int ordinal = machine.ordinal();
        HealthStatus health = unknown.contains(ordinal) ? HealthStatus.UNKNOWN : judged(ordinal);
        return new Listed(machine, layer, health, layer.tally(ordinal), doubts.of(machine));
    }

    /**
     * Of which there is no inventory, an old one, or nothing to judge it by; that its platform has ended is enough. Who is
     * healthy by what a source said that is not kept up to date may not be so any more; who is vulnerable is that at least.
     */
    private RoaringBitmap unknown(RoaringBitmap among) {
        RoaringBitmap judged = RoaringBitmap.and(ended, among);
        index.kinds().forEach((kind, computers) -> {
            if (!layer.verdicts(kind).coversNothing()) {
                judged.or(RoaringBitmap.and(computers, among));
            }
        });
        RoaringBitmap unknown = RoaringBitmap.andNot(among, judged);
        uncertain.addOld(judged, unknown);
        RoaringBitmap.andNot(doubts.bySources(index, among), unknown).forEach((int ordinal) -> {
            if (judged(ordinal) == HealthStatus.HEALTHY) {
                unknown.add(ordinal);
            }
        });
        return unknown;
    }

    FleetSummary fleet(FleetPart part, Scope scope, long changeRevision, Instant now) {
        RoaringBitmap visible = Parts.visible(index, part, scope);
        RoaringBitmap unknown = unknown(visible);
        long[] health = new long[HealthStatus.values().length];
        long[] sums = new long[5];
        visible.forEach((int ordinal) -> {
            Tally tally = layer.tally(ordinal);
            health[judged(ordinal).ordinal()]++;
            sums[0] += tally.security();
            sums[1] += tally.missing() - tally.security();
            sums[2] += tally.security() > 0 ? 1 : 0;
            sums[3] += tally.overdue();
            sums[4] += tally.overdue() > 0 ? 1 : 0;
        });
        unknown.forEach((int ordinal) -> health[judged(ordinal).ordinal()]--);
        health[HealthStatus.UNKNOWN.ordinal()] = unknown.getCardinality();
        Map<HealthStatus, Long> counts = new EnumMap<>(HealthStatus.class);
        for (HealthStatus status : HealthStatus.values()) {
            counts.put(status, health[status.ordinal()]);
        }
        return new FleetSummary(
                visible.getCardinality(),
                counts,
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                sums[4],
                RoaringBitmap.andCardinality(visible, index.rebootRequired()),
                RoaringBitmap.andCardinality(visible, ended),
                uncertain.old(index, visible).getCardinality(),
                doubts.bySources(index, visible).getCardinality(),
                layer.revision().number(),
                changeRevision,
                now);
    }

    PatchRows patches() {
        return new PatchRows(index, layer, uncertain);
    }

    List<ComputerId> missing(PatchId patch, Scope scope) {
        return layer.column(patch)
                .map(column -> index.ids(RoaringBitmap.and(column.computers(), index.visible(scope))))
                .orElse(List.of());
    }

    List<ComputerId> withHealth(HealthStatus wanted, Scope scope) {
        RoaringBitmap visible = index.visible(scope);
        RoaringBitmap unknown = unknown(visible);
        if (wanted == HealthStatus.UNKNOWN) {
            return index.ids(unknown);
        }
        RoaringBitmap matching = new RoaringBitmap();
        RoaringBitmap.andNot(visible, unknown).forEach((int ordinal) -> {
            if (judged(ordinal) == wanted) {
                matching.add(ordinal);
            }
        });
        return index.ids(matching);
    }
}
