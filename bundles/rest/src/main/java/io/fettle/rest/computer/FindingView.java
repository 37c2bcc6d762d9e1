package io.fettle.rest.computer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.PatchClock;
import io.fettle.api.catalog.PatchId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is found about one patch, or about the configuration (then without patch and approval).
 *
 * @param approval what was decided about the patch for this computer
 * @param firstSeen since when it is missing, null where it is not; days are those of UTC
 * @param due the last day on which it may be missing; null where it is never due
 * @param stale whether a source behind it is not kept up to date; why says which
 * @param aftermath what vendors suggest to do after it is installed; why says which advisory does
 */
public record FindingView(
        @Nullable String patch,
        @JsonProperty("package") String packageName,
        String arch,
        String installed,
        String candidate,
        FindingState state,
        boolean security,
        Severity severity,
        List<String> advisories,
        List<String> cves,
        @Nullable Decision approval,
        @Nullable LocalDate firstSeen,
        @Nullable LocalDate due,
        boolean overdue,
        boolean stale,
        List<Aftermath> aftermath,
        List<ReasonView> why) {
    static FindingView of(Finding finding) {
        return new FindingView(
                finding.patch().map(PatchId::value).orElse(null),
                finding.packageName(),
                finding.arch(),
                finding.installed(),
                finding.candidate(),
                finding.state(),
                finding.security(),
                finding.severity(),
                finding.advisories(),
                finding.cves(),
                finding.approval().orElse(null),
                finding.clock().map(PatchClock::firstSeen).orElse(null),
                finding.clock().flatMap(PatchClock::due).orElse(null),
                finding.clock().filter(PatchClock::overdue).isPresent(),
                finding.isStale(),
                finding.aftermath().stream().sorted().toList(),
                ReasonView.of(finding.why()));
    }
}
