package io.fettle.assessment.verdict;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.SoftwareItem;
import java.util.Set;

/**
 * A version of a package that somebody missed while it was on offer.
 *
 * @param version as it would have been installed
 * @param lines where it was offered, see {@link ReleaseLine}
 * @param day of the epoch, since which it is known to be missing anywhere
 */
public record PastOffer(PatchId patch, SoftwareItem version, Set<String> lines, int day) {
    public PastOffer {
        lines = Set.copyOf(lines);
    }
}
