package io.fettle.assessment;

import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.policy.HealthPolicies;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.api.policy.HealthPolicy.Rule;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The health policy, as tests want it. */
final class FakePolicies implements HealthPolicies {
    private static final List<Severity> FROM_MILD_TO_BAD =
            List.of(Severity.LOW, Severity.MODERATE, Severity.IMPORTANT, Severity.CRITICAL);

    private volatile InForce inForce = InForce.STANDARD;

    @Override
    public InForce inForce() {
        return inForce;
    }

    HealthPolicy policy() {
        return inForce.policy();
    }

    void change(HealthPolicy policy) {
        inForce = new InForce(inForce.revision() + 1, policy, Optional.of(new Change("ann", FakeFleet.NOON)));
    }

    void changeSeverity(Severity severity, Rule rule) {
        Map<Severity, Rule> severities = new EnumMap<>(policy().severities());
        severities.put(severity, rule);
        change(new HealthPolicy(
                severities,
                policy().unrated(),
                policy().otherUpdates(),
                policy().exploitedDueDays(),
                policy().endedPlatform(),
                policy().longTermSupport(),
                policy().platformEnds()));
    }

    void changePlatforms(HealthStatus ended, boolean longTermSupport, Map<String, LocalDate> ends) {
        change(new HealthPolicy(
                policy().severities(),
                policy().unrated(),
                policy().otherUpdates(),
                policy().exploitedDueDays(),
                ended,
                longTermSupport,
                ends));
    }

    /** Any policy that makes sense. */
    void change(Random random, LocalDate today) {
        Map<Severity, Rule> severities = new EnumMap<>(Severity.class);
        int counts = random.nextInt(2);
        int days = 5 + random.nextInt(90);
        for (Severity severity : FROM_MILD_TO_BAD) {
            severities.put(severity, new Rule(HealthStatus.values()[counts], days));
            counts = Math.min(2, counts + random.nextInt(2));
            days = Math.max(1, days - random.nextInt(40));
        }
        severities.put(
                Severity.CRITICAL,
                new Rule(
                        HealthStatus.values()[Math.max(1, counts)],
                        severities.get(Severity.CRITICAL).dueDays()));
        change(new HealthPolicy(
                severities,
                FROM_MILD_TO_BAD.get(random.nextInt(4)),
                HealthStatus.values()[random.nextInt(3)],
                1 + random.nextInt(severities.get(Severity.CRITICAL).dueDays()),
                HealthStatus.values()[1 + random.nextInt(2)],
                random.nextBoolean(),
                random.nextBoolean() ? Map.of() : Map.of("Debian:13", today.plusDays(random.nextInt(3) - 1))));
    }
}
