package io.fettle.assessment.news;

import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import java.util.Comparator;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a revision did to one vulnerability.
 *
 * @param newly computers that were not exposed before
 * @param exposed all that are exposed now
 * @param exploited whether it is known to be exploited now
 */
record Fresh(CveId cve, RoaringBitmap newly, RoaringBitmap exposed, Severity severity, boolean exploited) {
    static final Comparator<Fresh> WORST_LAST = Comparator.comparing(Fresh::exploited)
            .thenComparing(Fresh::severity)
            .thenComparing(one -> one.newly().getCardinality())
            .thenComparing(one -> one.exposed().getCardinality())
            .thenComparing(Fresh::cve);

    boolean exposesMore() {
        return !newly.isEmpty();
    }
}
