package io.fettle.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.PatchColumn;
import io.fettle.assessment.evaluation.SupersededColumn;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.fleet.FirstOfAll;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.fleet.Parts;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.verdict.Aftermaths;
import io.fettle.assessment.verdict.Share;
import io.fettle.assessment.verdict.StaleSources;
import io.fettle.assessment.verdict.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                old(visible).getCardinality(),
                doubts.bySources(index, visible).getCardinality(),
                layer.revision().number(),
                changeRevision,
                now);
    }

    /** Those with an inventory, but an old one. */
    private RoaringBitmap old(RoaringBitmap among) {
        RoaringBitmap reported = RoaringBitmap.and(index.byPlatform().union(platform -> true), among);
        RoaringBitmap old = new RoaringBitmap();
        uncertain.addOld(reported, old);
        return old;
    }

    Page<PatchSummary> patches(boolean securityOnly, FleetPart part, Scope scope, PageRequest page) {
        Optional<RoaringBitmap> visible = visible(part, scope);
        RoaringBitmap old = old(Parts.visible(index, part, scope));
        List<Row> rows = new ArrayList<>();
        Set<PatchId> patches = new HashSet<>(layer.columns().all().keySet());
        patches.addAll(layer.columns().superseded().keySet());
        for (PatchId patch : patches) {
            row(patch, visible).filter(row -> row.security() || !securityOnly).ifPresent(rows::add);
        }
        return new Page<>(
                FirstOfAll.of(rows, Row.MOST_WIDELY_FIRST, page.offset(), page.limit()).stream()
                        .map(row -> summary(row, visible, old))
                        .toList(),
                rows.size());
    }

    /** As the list has it; empty where no visible computer has anything to do with it. */
    Optional<PatchSummary> patch(PatchId patch, Scope scope) {
        Optional<RoaringBitmap> visible = visible(FleetPart.all(), scope);
        return row(patch, visible).map(row -> summary(row, visible, old(index.visible(scope))));
    }

    /** Empty where all computers are. */
    private Optional<RoaringBitmap> visible(FleetPart part, Scope scope) {
        boolean all = scope.everything() && part.equals(FleetPart.all());
        return all ? Optional.empty() : Optional.of(Parts.visible(index, part, scope));
    }

    private PatchSummary summary(Row row, Optional<RoaringBitmap> visible, RoaringBitmap old) {
        RoaringBitmap overdue = overdue(row.patch());
        RoaringBitmap missing =
                layer.column(row.patch()).map(PatchColumn::computers).orElseGet(RoaringBitmap::new);
        return row.summary(
                layer.firstSeen(row.patch()),
                count(overdue, visible),
                RoaringBitmap.andCardinality(missing, old),
                RoaringBitmap.andCardinality(overdue, old),
                aftermath(row.patch()));
    }

    private Set<Aftermath> aftermath(PatchId patch) {
        List<Fixes> fixes = new ArrayList<>();
        layer.column(patch).map(PatchColumn::fixes).ifPresent(fixes::addAll);
        Optional.ofNullable(layer.columns().superseded().get(patch))
                .map(SupersededColumn::fixes)
                .ifPresent(fixes::addAll);
        return Aftermaths.of(fixes, layer.flaws());
    }

    /** Empty where none of these computers, or of all, has anything to do with it. */
    private Optional<Row> row(PatchId patch, Optional<RoaringBitmap> visible) {
        Optional<PatchColumn> column = layer.column(patch);
        long computers = column.map(one -> count(one.computers(), visible)).orElse(0L);
        Optional<SupersededColumn> instead =
                Optional.ofNullable(layer.columns().superseded().get(patch));
        long superseded = instead.map(one -> count(one.shown(layer.decisions(), index), visible))
                .orElse(0L);
        if (computers > 0) {
            PatchColumn known = column.orElseThrow();
            boolean security = count(known.computers(Share::security), visible) > 0;
            return Optional.of(new Row(patch, known.offer(), known.severity(), security, computers, superseded));
        }
        return instead.filter(one -> superseded > 0 || count(overdue(patch), visible) > 0)
                .map(one -> new Row(patch, one.offer(), one.severity(), one.security(), 0, superseded));
    }

    private record Row(
            PatchId patch,
            AvailablePackage offer,
            Severity severity,
            boolean security,
            long computers,
            long superseded) {
        static final Comparator<Row> MOST_WIDELY_FIRST = Comparator.comparingLong(Row::computers)
                .reversed()
                .thenComparing(row -> row.offer().name())
                .thenComparing(row -> row.offer().arch())
                .thenComparing(row -> row.offer().version());

        PatchSummary summary(
                int firstSeen, long overdue, long unconfirmed, long overdueUnconfirmed, Set<Aftermath> aftermath) {
            return new PatchSummary(
                    patch,
                    offer.name(),
                    offer.arch(),
                    offer.version(),
                    security,
                    severity,
                    computers,
                    superseded,
                    LocalDate.ofEpochDay(firstSeen),
                    overdue,
                    unconfirmed,
                    overdueUnconfirmed,
                    aftermath);
        }
    }

    /** Those that miss it, and those for whom it counts in place of newer ones. */
    private RoaringBitmap overdue(PatchId patch) {
        RoaringBitmap overdue = layer.column(patch)
                .map(column -> RoaringBitmap.andNot(
                        column.computers(Share::overdue), layer.decisions().declinedFor(patch, index)))
                .orElseGet(RoaringBitmap::new);
        Optional.ofNullable(layer.columns().superseded().get(patch))
                .ifPresent(column -> overdue.or(column.overdue(patch, layer.decisions(), index)));
        return overdue;
    }

    /** @param visible empty where all of them are */
    private static long count(RoaringBitmap computers, Optional<RoaringBitmap> visible) {
        return visible.map(some -> RoaringBitmap.andCardinality(computers, some))
                .orElseGet(computers::getCardinality);
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
