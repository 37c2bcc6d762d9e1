package io.fettle.assessment.verdict;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Fixes;

/**
 * A version that computers of one setup could have had instead of what they have, and that nobody offers any more. It cannot
 * be installed, but they have been waiting since it could.
 *
 * @param origin of whoever offered it
 * @param archived as in {@link Verdict}
 * @param day of the epoch, since which it is known to be missing anywhere
 * @param fixes what it would have mended, by what advisories say now
 */
public record Past(SoftwareItem version, PatchId patch, String origin, boolean archived, int day, Fixes fixes) {
    public boolean security() {
        return archived || !fixes.isEmpty();
    }

    /** The same, with what advisories know. */
    public Past mending(Fixes mended) {
        return new Past(version, patch, origin, archived, day, mended);
    }
}
