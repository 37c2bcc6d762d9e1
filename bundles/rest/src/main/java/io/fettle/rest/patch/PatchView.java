package io.fettle.rest.patch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.PatchSummary;

/** A missing patch. @param computers how many miss it */
public record PatchView(
        String id,
        @JsonProperty("package") String packageName,
        String arch,
        String candidate,
        boolean security,
        Severity severity,
        long computers) {
    static PatchView of(PatchSummary patch) {
        return new PatchView(
                patch.patch().value(),
                patch.packageName(),
                patch.arch(),
                patch.candidate(),
                patch.security(),
                patch.severity(),
                patch.computers());
    }
}
