package io.fettle.api.assessment;

import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.PatchId;

/**
 * One patch over the fleet.
 *
 * @param computers how many miss it
 * @param superseded how many could have it instead of newer patches that supersede it, none of which is approved there
 */
public record PatchSummary(
        PatchId patch,
        String packageName,
        String arch,
        String candidate,
        boolean security,
        Severity severity,
        long computers,
        long superseded) {}
