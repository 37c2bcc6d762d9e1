package io.fettle.api.assessment;

import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.PatchId;

/** One missing patch over the fleet. */
public record PatchSummary(
        PatchId patch,
        String packageName,
        String arch,
        String candidate,
        boolean security,
        Severity severity,
        long computers) {}
