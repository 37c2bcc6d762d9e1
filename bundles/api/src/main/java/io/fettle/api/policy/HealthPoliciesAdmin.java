package io.fettle.api.policy;

import io.fettle.api.identity.Caller;

/** Changes the health policy. Thread-safe; blocks until it is durable. */
public interface HealthPoliciesAdmin {
    /**
     * Puts another policy in force; every computer is judged by it a moment later.
     *
     * @param basedOn the revision that whoever changes it has seen
     * @throws io.fettle.api.FettleException {@link PolicyError#POLICY_CHANGED} where another is in force by now,
     *     {@link PolicyError#POLICY_BEYOND_SCOPE} where the caller does not see every office
     */
    HealthPolicies.InForce change(HealthPolicy policy, long basedOn, Caller by);
}
