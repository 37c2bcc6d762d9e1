package io.fettle.assessment;

import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.AvailablePackage;

/**
 * What one installed item comes to on computers of one setup, before anything that is particular to a computer.
 *
 * @param state MISSING, DOWNGRADE or PINNED
 * @param arch of the package as apt sees it: the native one where it is for all
 * @param target the candidate; for PINNED what would be the candidate without pins
 */
record Verdict(FindingState state, String arch, AvailablePackage target, boolean security) {}
