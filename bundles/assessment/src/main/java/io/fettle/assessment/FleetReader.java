package io.fettle.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.FleetItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Answers about many computers, out of one state of the index. Used while the state's lock is held. */
final class FleetReader {
    private static final Comparator<PatchSummary> MOST_WIDELY_FIRST = Comparator.comparingLong(PatchSummary::computers)
            .reversed()
            .thenComparing(PatchSummary::packageName)
            .thenComparing(PatchSummary::arch)
            .thenComparing(PatchSummary::candidate);

    private final FleetIndex index;
    private final Layer layer;
    private final FleetItems fleet;
    private final long nowMillis;

    FleetReader(FleetIndex index, Layer layer, FleetItems fleet, long nowMillis) {
        this.index = index;
        this.layer = layer;
        this.fleet = fleet;
        this.nowMillis = nowMillis;
    }

    ComputerSummary summary(Machine machine) {
        Tally tally = layer.tally(machine.ordinal());
        return new ComputerSummary(
                machine.id(),
                health(machine, tally),
                machine.installed(),
                tally.missing(),
                tally.security(),
                tally.blocked(),
                tally.held(),
                tally.declined());
    }

    private HealthStatus health(Machine machine, Tally tally) {
        boolean judged = machine.kind()
                .map(kind -> !layer.verdicts(kind).coversNothing())
                .orElse(false);
        return HealthPolicy.of(machine, tally, judged, fleet.confirmedAtMillis(machine.ordinal()), nowMillis);
    }

    FleetSummary fleet(RoaringBitmap visible, long changeRevision, Instant now) {
        Map<HealthStatus, Long> health = new EnumMap<>(HealthStatus.class);
        for (HealthStatus status : HealthStatus.values()) {
            health.put(status, 0L);
        }
        long[] sums = new long[4];
        visible.forEach((int ordinal) -> index.find(ordinal).ifPresent(machine -> {
            Tally tally = layer.tally(ordinal);
            health.merge(health(machine, tally), 1L, Long::sum);
            sums[0] += tally.security();
            sums[1] += tally.missing() - tally.security();
            sums[2] += tally.security() > 0 ? 1 : 0;
            sums[3] += machine.rebootRequired() ? 1 : 0;
        }));
        return new FleetSummary(
                visible.getCardinality(),
                health,
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                layer.revision().number(),
                changeRevision,
                now);
    }

    Page<PatchSummary> patches(boolean securityOnly, Scope scope, PageRequest page) {
        RoaringBitmap visible = scope.everything() ? new RoaringBitmap() : index.visible(scope);
        List<PatchSummary> patches = new ArrayList<>();
        layer.columns().forEach((patch, column) -> {
            long computers = count(column.computers(), visible, scope);
            boolean security = count(column.security(), visible, scope) > 0;
            if (computers > 0 && (security || !securityOnly)) {
                patches.add(new PatchSummary(
                        patch,
                        column.offer().name(),
                        column.offer().arch(),
                        column.offer().version(),
                        security,
                        column.severity(),
                        computers));
            }
        });
        patches.sort(MOST_WIDELY_FIRST);
        return new Page<>(
                patches.stream().skip(page.offset()).limit(page.limit()).toList(), patches.size());
    }

    private static long count(RoaringBitmap computers, RoaringBitmap visible, Scope scope) {
        return scope.everything() ? computers.getCardinality() : RoaringBitmap.andCardinality(computers, visible);
    }

    List<ComputerId> missing(PatchId patch, Scope scope) {
        PatchColumn column = layer.columns().get(patch);
        return column == null ? List.of() : index.ids(RoaringBitmap.and(column.computers(), index.visible(scope)));
    }

    List<ComputerId> withHealth(HealthStatus wanted, Scope scope) {
        RoaringBitmap matching = new RoaringBitmap();
        index.visible(scope).forEach((int ordinal) -> index.find(ordinal)
                .filter(machine -> health(machine, layer.tally(ordinal)) == wanted)
                .ifPresent(machine -> matching.add(ordinal)));
        return index.ids(matching);
    }
}
