package io.fettle.spi.store;

import io.fettle.api.policy.HealthPolicies.InForce;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the newest health policy. The assessment is the only caller: it reads it once and works from memory afterwards.
 * Thread-safe; blocks.
 */
public interface HealthPolicyStore {
    /** Empty where nobody ever changed it. */
    Optional<InForce> read();

    /**
     * Replaces the policy, in one transaction with the change rows.
     *
     * @param next names who changed it
     */
    void save(InForce next, List<PendingChange> changes);
}
