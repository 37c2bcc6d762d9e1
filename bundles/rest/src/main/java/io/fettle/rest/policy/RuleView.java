package io.fettle.rest.policy;

import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.policy.HealthPolicy.Rule;
import org.jspecify.annotations.Nullable;

/** What a missing update of one severity comes to, and until when it is due. Read and written. */
public record RuleView(
        @Nullable HealthStatus counts, @Nullable Integer dueDays) {
    static RuleView of(Rule rule) {
        return new RuleView(rule.counts(), rule.dueDays());
    }
}
