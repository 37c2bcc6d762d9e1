package io.fettle.assessment.exposure;

import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.FlawBook.Called;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.reach.ExposureReader;
import io.fettle.assessment.verdict.Verdict;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Of computers that a fix exists for, those where all is decided: for each item that has the flaw, an update
 * that mends it is approved there. Used while the state's lock is held.
 */
final class ApprovedFixes {
    private final FleetIndex index;
    private final Layer layer;
    private final ExposureReader reader;

    ApprovedFixes(FleetIndex index, Layer layer, ExposureReader reader) {
        this.index = index;
        this.layer = layer;
        this.reader = reader;
    }

    /** @param fixable computers that are exposed to it and that a fix exists for */
    RoaringBitmap among(RoaringBitmap fixable, CveId cve) {
        if (!layer.decisions().anyApproved() || fixable.isEmpty()) {
            return new RoaringBitmap();
        }
        RoaringBitmap approved = fixable.clone();
        for (Subject subject : reader.subjects(cve)) {
            layer.flaws().find(subject, cve.value()).stream()
                    .filter(flaw -> flaw.status() == FixStatus.FIXED)
                    .forEach(flaw -> removeUndecided(approved, subject, flaw));
        }
        return approved;
    }

    private void removeUndecided(RoaringBitmap approved, Subject subject, Flaw flaw) {
        for (int number : index.items(ItemName.of(subject))) {
            SoftwareItem item = index.item(number);
            if (FlawBook.concerns(flaw, item) && isIn(item, subject, flaw)) {
                RoaringBitmap undecided = RoaringBitmap.and(index.having(number), index.on(subject.platform()));
                reader.among(flaw).ifPresent(undecided::and);
                undecided.andNot(decided(number, flaw));
                approved.andNot(undecided);
            }
        }
    }

    private static boolean isIn(SoftwareItem item, Subject subject, Flaw flaw) {
        return FlawBook.names(item, subject.platform()).stream()
                .filter(called -> called.subject().equals(subject))
                .map(Called::version)
                .anyMatch(
                        version -> flaw.isIn(version, FlawBook.orderOf(subject).orElseThrow()));
    }

    /** Computers for which an update of this item mends the flaw and is approved. */
    private RoaringBitmap decided(int number, Flaw flaw) {
        RoaringBitmap decided = new RoaringBitmap();
        index.kinds().forEach((kind, computers) -> {
            if (RoaringBitmap.intersects(computers, index.having(number))) {
                layer
                        .verdicts(kind)
                        .of(number)
                        .filter(Verdict::isMissing)
                        .map(Verdict::choices)
                        .orElse(List.of())
                        .stream()
                        .filter(choice -> mends(choice, flaw))
                        .forEach(choice -> decided.or(
                                RoaringBitmap.and(computers, layer.decisions().approvedFor(choice.patch(), index))));
            }
        });
        return decided;
    }

    /** Whether the update can be installed, and the flaw is gone then. */
    static boolean mends(Verdict verdict, Flaw flaw) {
        return (verdict.isMissing() || verdict.state() == FindingState.SUPERSEDED)
                && flaw.cve().filter(verdict.fixes().cves()::contains).isPresent();
    }
}
