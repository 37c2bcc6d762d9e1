package io.fettle.rest.patch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Ruling;
import io.fettle.api.assessment.PatchSummary;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A missing patch.
 *
 * @param computers how many miss it
 * @param superseded how many could have it instead of newer patches that supersede it, none of which is approved there
 * @param firstSeen since when it is known to be missing anywhere
 * @param overdue how many have been missing it for too long
 * @param unconfirmed of computers, those whose inventory was last confirmed over a day ago: nobody knows whether they still miss it
 * @param overdueUnconfirmed of overdue, likewise
 * @param aftermath what its vendor suggests to do after it is installed
 * @param approvedFor groups that it is approved for, {@code all} for every computer; null where nobody can tell, because
 *     the approvals are absent
 * @param declinedFor groups that it is declined for, which wins; likewise
 */
public record PatchView(
        String id,
        @JsonProperty("package") String packageName,
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
        List<Aftermath> aftermath,
        @Nullable List<String> approvedFor,
        @Nullable List<String> declinedFor) {
    static PatchView of(PatchSummary patch, Optional<Ruling> ruling) {
        return new PatchView(
                patch.patch().value(),
                patch.packageName(),
                patch.arch(),
                patch.candidate(),
                patch.security(),
                patch.severity(),
                patch.computers(),
                patch.superseded(),
                patch.firstSeen(),
                patch.overdue(),
                patch.unconfirmed(),
                patch.overdueUnconfirmed(),
                patch.aftermath().stream().sorted().toList(),
                ruling.map(known -> sorted(known.approved())).orElse(null),
                ruling.map(known -> sorted(known.declined())).orElse(null));
    }

    private static List<String> sorted(Set<String> groups) {
        return groups.stream().sorted().toList();
    }
}
