package io.fettle.assessment.verdict;

import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.policy.HealthPolicies.InForce;

/**
 * By what a fleet is judged in one state of the index. Whoever evaluates in another way has to use the same, or finds a
 * difference that is none. Immutable.
 *
 * @param inForce the health policy
 */
public record Rules(InForce inForce) {
    /** As long as nobody was asked. */
    public static final Rules STANDARD = new Rules(InForce.STANDARD);

    /** What missing it counts, for whom it is not declined. */
    public Weight weigh(Verdict verdict) {
        Severity severity = verdict.fixes().severity();
        boolean other = severity == Severity.UNKNOWN && !verdict.security();
        HealthStatus health = other
                ? inForce.policy().otherUpdates()
                : inForce.policy().ruleFor(severity).counts();
        return new Weight(health, verdict.security());
    }

    /** Of a computer that can be judged. */
    public HealthStatus health(Tally tally) {
        if (tally.urgent() > 0) {
            return HealthStatus.HIGHLY_VULNERABLE;
        }
        return tally.counting() > 0 ? HealthStatus.VULNERABLE : HealthStatus.HEALTHY;
    }
}
