package io.fettle.assessment.verdict;

import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.policy.HealthPolicies.InForce;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.assessment.lifecycle.Release;
import io.fettle.assessment.lifecycle.SupportTable;
import io.fettle.assessment.lifecycle.Supports;
import java.time.LocalDate;

/**
 * By what a fleet is judged in one state of the index. Whoever evaluates in another way has to use the same, or finds a
 * difference that is none. Immutable.
 *
 * @param inForce the health policy
 * @param supports until when platforms are supported, by that policy
 * @param today in UTC; what is past and what is due changes at midnight only
 */
public record Rules(InForce inForce, Supports supports, LocalDate today) {
    /** As long as nobody was asked. */
    public static final Rules STANDARD = new Rules(
            InForce.STANDARD, new Supports(SupportTable.published(), HealthPolicy.standard()), LocalDate.EPOCH);

    /** What missing it counts, for whom it is not declined. */
    public Weight weigh(Verdict verdict) {
        Severity severity = verdict.fixes().severity();
        boolean other = severity == Severity.UNKNOWN && !verdict.security();
        HealthStatus health = other
                ? inForce.policy().otherUpdates()
                : inForce.policy().ruleFor(severity).counts();
        return new Weight(health, verdict.security());
    }

    public boolean isEnded(Release release) {
        return supports.isEnded(release, today);
    }

    /**
     * Of a computer that can be judged.
     *
     * @param ended whether its platform is not supported any more
     */
    public HealthStatus health(Tally tally, boolean ended) {
        HealthStatus least = ended ? inForce.policy().endedPlatform() : HealthStatus.HEALTHY;
        if (tally.urgent() > 0 || least == HealthStatus.HIGHLY_VULNERABLE) {
            return HealthStatus.HIGHLY_VULNERABLE;
        }
        return tally.counting() > 0 ? HealthStatus.VULNERABLE : least;
    }
}
