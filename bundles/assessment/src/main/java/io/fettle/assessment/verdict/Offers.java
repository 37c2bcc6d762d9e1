package io.fettle.assessment.verdict;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import java.util.List;

/** What a catalog revision offers. */
public interface Offers {
    /** All versions of all architectures and repositories. */
    List<AvailablePackage> versionsOf(String name);

    /** Of one of {@link #versionsOf}; its own way to make it is costly. */
    PatchId idOf(AvailablePackage offer);

    /** Versions that somebody missed and that are gone from lines where they were: with those lines only. */
    default List<PastOffer> goneOf(String name) {
        return List.of();
    }
}
