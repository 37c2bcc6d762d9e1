package io.fettle.rest.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.AvailablePackage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision about a patch.
 *
 * @param packageName null, as {@code arch} and {@code candidate}, where the catalog holds the patch no more
 * @param group {@code all} for every computer
 */
public record ApprovalView(
        String patch,
        @JsonProperty("package") @Nullable String packageName,
        @Nullable String arch,
        @Nullable String candidate,
        String group,
        Decision decision,
        String by,
        Instant at,
        String note) {
    static ApprovalView of(Approval approval, Optional<AvailablePackage> patch) {
        return new ApprovalView(
                approval.patch().value(),
                patch.map(AvailablePackage::name).orElse(null),
                patch.map(AvailablePackage::arch).orElse(null),
                patch.map(AvailablePackage::version).orElse(null),
                approval.group(),
                approval.decision(),
                approval.by(),
                approval.at(),
                approval.note());
    }
}
