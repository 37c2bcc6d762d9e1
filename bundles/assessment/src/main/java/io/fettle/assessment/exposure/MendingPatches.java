package io.fettle.assessment.exposure;

import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.assessment.ExposureDetail.Mending;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.PatchColumn;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.fleet.FirstOfAll;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Which patches mend a vulnerability where computers are exposed to it. Used while the state's lock is held. */
final class MendingPatches {
    private static final Comparator<Mending> MOST_FIRST = Comparator.comparingLong(Mending::computers)
            .reversed()
            .thenComparing(Mending::packageName)
            .thenComparing(Mending::arch)
            .thenComparing(Mending::candidate);

    private final FleetIndex index;
    private final Layer layer;

    MendingPatches(FleetIndex index, Layer layer) {
        this.index = index;
        this.layer = layer;
    }

    /**
     * @param subjects packages that a statement connects with it
     * @param fixable those of the exposed computers that a fix exists for
     */
    List<Mending> of(CveId cve, Collection<Subject> subjects, RoaringBitmap fixable, int most) {
        Set<Integer> items = new HashSet<>();
        for (Subject subject : subjects) {
            for (int number : index.items(ItemName.of(subject))) {
                if (RoaringBitmap.intersects(index.having(number), fixable)) {
                    items.add(number);
                }
            }
        }
        Set<PatchId> patches = new HashSet<>();
        index.kinds().forEach((kind, computers) -> items.stream()
                .filter(number -> RoaringBitmap.intersects(index.having(number), computers))
                .flatMap(number -> layer.verdicts(kind).of(number).stream())
                .filter(verdict -> verdict.isMissing() && verdict.fixes().cves().contains(cve))
                .map(Verdict::patch)
                .forEach(patches::add));
        List<Mending> mending = new ArrayList<>();
        patches.forEach(patch -> layer.column(patch)
                .flatMap(column -> mending(patch, column, fixable))
                .ifPresent(mending::add));
        return FirstOfAll.of(mending, MOST_FIRST, 0, most);
    }

    private static Optional<Mending> mending(PatchId patch, PatchColumn column, RoaringBitmap fixable) {
        AvailablePackage offer = column.offer();
        int computers = RoaringBitmap.andCardinality(column.computers(), fixable);
        return computers == 0
                ? Optional.empty()
                : Optional.of(new Mending(patch, offer.name(), offer.arch(), offer.version(), computers));
    }
}
