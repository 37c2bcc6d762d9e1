package io.fettle.assessment.verdict;

import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.flaw.Fixes;

/**
 * What one installed item comes to on computers of one setup, before anything that is particular to a computer.
 *
 * @param state MISSING, DOWNGRADE or PINNED
 * @param arch of the package as apt sees it: the native one where it is for all
 * @param target the candidate; for PINNED what would be the candidate without pins
 * @param archived whether it comes from a security archive
 * @param fixes what it mends, by the advisories
 * @param patch the target's id, which is costly to make
 */
public record Verdict(
        FindingState state, String arch, AvailablePackage target, boolean archived, Fixes fixes, PatchId patch) {
    /** Whether it is about security: by where it comes from, or by what an advisory says of it. */
    public boolean security() {
        return archived || !fixes.isEmpty();
    }

    /** The same, with what advisories know. */
    public Verdict mending(Fixes mended) {
        return new Verdict(state, arch, target, archived, mended, patch);
    }

    public boolean isMissing() {
        return state == FindingState.MISSING;
    }

    public Weight weight() {
        return Weight.of(this);
    }
}
