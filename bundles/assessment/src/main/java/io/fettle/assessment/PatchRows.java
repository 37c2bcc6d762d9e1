package io.fettle.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.PatchColumn;
import io.fettle.assessment.evaluation.SupersededColumn;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.fleet.FirstOfAll;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Parts;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.verdict.Aftermaths;
import io.fettle.assessment.verdict.Share;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Patches that computers miss, or could have instead of newer ones, with their counts. Used while the state's lock is held. */
final class PatchRows {
    private final FleetIndex index;
    private final Layer layer;
    private final Uncertain uncertain;

    PatchRows(FleetIndex index, Layer layer, Uncertain uncertain) {
        this.index = index;
        this.layer = layer;
        this.uncertain = uncertain;
    }

    Page<PatchSummary> list(boolean securityOnly, FleetPart part, Scope scope, PageRequest page) {
        Optional<RoaringBitmap> visible = visible(part, scope);
        RoaringBitmap old = uncertain.old(index, Parts.visible(index, part, scope));
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
    Optional<PatchSummary> find(PatchId patch, Scope scope) {
        Optional<RoaringBitmap> visible = visible(FleetPart.all(), scope);
        return row(patch, visible).map(row -> summary(row, visible, uncertain.old(index, index.visible(scope))));
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
}
