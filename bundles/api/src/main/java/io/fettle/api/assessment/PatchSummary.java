package io.fettle.api.assessment;

import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.PatchId;
import java.time.LocalDate;
import java.util.Set;

/**
 * One patch over the fleet.
 *
 * @param computers how many miss it
 * @param superseded how many could have it instead of newer patches that supersede it, none of which is approved there
 * @param firstSeen since when it is known to be missing anywhere, in UTC; today where it is not
 * @param overdue computers that have been missing it for too long, and for which it is not declined
 * @param unconfirmed of {@code computers}, those whose inventory was last confirmed over a day ago: nobody knows whether they
 *     still miss it
 * @param overdueUnconfirmed of {@code overdue}, likewise
 * @param aftermath what its vendor suggests to do after it is installed
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
        long overdue,
        long unconfirmed,
        long overdueUnconfirmed,
        Set<Aftermath> aftermath) {
    public PatchSummary {
        aftermath = Set.copyOf(aftermath);
    }
}
