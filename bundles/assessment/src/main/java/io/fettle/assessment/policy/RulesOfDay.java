package io.fettle.assessment.policy;

import io.fettle.api.policy.HealthPolicies;
import io.fettle.api.policy.HealthPolicies.InForce;
import io.fettle.assessment.lifecycle.SupportTable;
import io.fettle.assessment.lifecycle.Supports;
import io.fettle.assessment.verdict.Rules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * The rules of today, by the policy in force: the same object until one of the two changes, so whoever asks again and again
 * learns that nothing has. Days are those of UTC, as the dates are that vendors name. For one thread.
 */
public final class RulesOfDay implements Supplier<Rules> {
    private final HealthPolicies policies;
    private final SupportTable table;
    private final Clock clock;
    private Rules last = Rules.STANDARD;

    public RulesOfDay(HealthPolicies policies, Clock clock) {
        this.policies = policies;
        this.table = SupportTable.published();
        this.clock = clock;
    }

    @Override
    public Rules get() {
        InForce inForce = policies.inForce();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!inForce.equals(last.inForce()) || !today.equals(last.today())) {
            last = new Rules(inForce, new Supports(table, inForce.policy()), today);
        }
        return last;
    }
}
