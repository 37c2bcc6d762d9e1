package io.fettle.rest;

import io.fettle.api.FettleException;
import io.fettle.api.identity.Caller;
import io.fettle.api.policy.HealthPolicies;
import io.fettle.api.policy.HealthPoliciesAdmin;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.api.policy.PolicyError;
import java.time.Instant;
import java.util.Optional;

/** The health policy, in memory. */
final class FakeHealthPolicies implements HealthPolicies, HealthPoliciesAdmin {
    private InForce newest = InForce.STANDARD;

    @Override
    public InForce inForce() {
        return newest;
    }

    @Override
    public InForce change(HealthPolicy policy, long basedOn, Caller by) {
        if (basedOn != newest.revision()) {
            throw new FettleException(PolicyError.POLICY_CHANGED, "Read it again");
        }
        newest = new InForce(
                basedOn + 1, policy, Optional.of(new Change(by.name(), Instant.parse("2026-11-28T12:00:00Z"))));
        return newest;
    }
}
