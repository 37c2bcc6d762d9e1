package io.fettle.rest.policy;

import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.policy.HealthPolicies.Change;
import io.fettle.api.policy.HealthPolicies.InForce;
import io.fettle.api.policy.HealthPolicy;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The health policy in force.
 *
 * @param platformEnds days, as in {@code 2026-08-31}
 * @param changedBy null, as {@code changedAt}, as long as nobody changed anything
 */
public record HealthPolicyView(
        long revision,
        Map<Severity, RuleView> severities,
        Severity unrated,
        HealthStatus otherUpdates,
        int exploitedDueDays,
        HealthStatus endedPlatform,
        boolean longTermSupport,
        Map<String, String> platformEnds,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {
    static HealthPolicyView of(InForce inForce) {
        HealthPolicy policy = inForce.policy();
        return new HealthPolicyView(
                inForce.revision(),
                policy.severities().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, rule -> RuleView.of(rule.getValue()), (a, b) -> a, TreeMap::new)),
                policy.unrated(),
                policy.otherUpdates(),
                policy.exploitedDueDays(),
                policy.endedPlatform(),
                policy.longTermSupport(),
                policy.platformEnds().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, end -> end.getValue().toString(), (a, b) -> a, TreeMap::new)),
                inForce.change().map(Change::by).orElse(null),
                inForce.change().map(Change::at).orElse(null));
    }
}
