package io.fettle.api.assessment;

import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.PatchId;
import java.time.LocalDate;

/**
 * One patch over the fleet.
 *
 * @param computers how many miss it
 * @param superseded how many could have it instead of newer patches that supersede it, none of which is approved there
 * @param firstSeen since when it is known to be missing anywhere, in UTC; today where it is not
 * @param overdue computers that have been missing it for too long, and for which it is not declined
 */
public record PatchSummary(
        PatchId patch,
        String packageName,
        String arch,
        String candidate,
        boolean security,
        Severity severity,
        long computers,
        long superseded,
        LocalDate firstSeen,
        long overdue) {}
