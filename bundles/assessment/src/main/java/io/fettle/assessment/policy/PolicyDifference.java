package io.fettle.assessment.policy;

import io.fettle.api.policy.HealthPolicy;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a change of the policy changed, for the audit: each value as it was and as it is. */
final class PolicyDifference {
    private final Map<String, String> changed = new TreeMap<>();

    private PolicyDifference() {}

    static Map<String, String> between(HealthPolicy before, HealthPolicy after) {
        PolicyDifference difference = new PolicyDifference();
        before.severities().forEach((severity, was) -> {
            HealthPolicy.Rule is = after.ruleFor(severity);
            difference.add("counts." + severity, was.counts(), is.counts());
            difference.add("dueDays." + severity, was.dueDays(), is.dueDays());
        });
        difference.add("unrated", before.unrated(), after.unrated());
        difference.add("otherUpdates", before.otherUpdates(), after.otherUpdates());
        difference.add("exploitedDueDays", before.exploitedDueDays(), after.exploitedDueDays());
        difference.add("endedPlatform", before.endedPlatform(), after.endedPlatform());
        difference.add("longTermSupport", before.longTermSupport(), after.longTermSupport());
        difference.add("platformEnds", listed(before.platformEnds()), listed(after.platformEnds()));
        return difference.changed;
    }

    private static String listed(Map<String, LocalDate> ends) {
        return new TreeSet<>(ends.entrySet().stream()
                        .map(end -> end.getKey() + ' ' + end.getValue())
                        .toList())
                .stream().collect(Collectors.joining(", "));
    }

    private void add(String name, Object was, Object is) {
        if (!was.equals(is)) {
            changed.put(name, was + " -> " + is);
        }
    }
}
