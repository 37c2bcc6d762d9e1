package io.fettle.assessment;

import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.assessment.flaw.Fixes;

/**
 * What one installed item comes to on computers of one setup, before anything that is particular to a computer.
 *
 * @param state MISSING, DOWNGRADE or PINNED
 * @param arch of the package as apt sees it: the native one where it is for all
 * @param target the candidate; for PINNED what would be the candidate without pins
 * @param security whether it comes from a security archive, or mends something that an advisory speaks of
 * @param fixes what it mends, by the advisories
 */
record Verdict(FindingState state, String arch, AvailablePackage target, boolean security, Fixes fixes) {
    /** The same, with what advisories know. */
    Verdict mending(Fixes mended) {
        return new Verdict(state, arch, target, security || !mended.isEmpty(), mended);
    }
}
