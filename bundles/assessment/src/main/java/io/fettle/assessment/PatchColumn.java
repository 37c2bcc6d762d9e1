package io.fettle.assessment;

import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.AvailablePackage;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who misses one patch.
 *
 * @param computers ordinals of those that miss it
 * @param verdicts that lead to it
 * @param security those of them for which it is a security update
 */
record PatchColumn(AvailablePackage offer, Set<Verdict> verdicts, RoaringBitmap computers, RoaringBitmap security) {
    PatchColumn(AvailablePackage offer) {
        this(offer, new HashSet<>(), new RoaringBitmap(), new RoaringBitmap());
    }

    /** Of the worst that it mends anywhere. */
    Severity severity() {
        return verdicts.stream()
                .map(verdict -> verdict.fixes().severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
    }
}
