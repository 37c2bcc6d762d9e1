package io.fettle.api.deployment;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.ComputerId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Plans and ends deployments. Thread-safe; durable when a call returns; audited. */
public interface DeploymentsAdmin {
    /**
     * Plans one task for every chosen computer that misses at least one of the chosen patches.
     *
     * @throws io.fettle.api.FettleException INVALID_DEPLOYMENT (USER), NOTHING_TO_DEPLOY (CONFLICT)
     */
    Deployment create(Plan plan, Caller by);

    /** Open tasks that have not begun to apply end as cancelled; one that applies is let finish. */
    void cancel(String id, Caller by);

    /**
     * @param patches exactly these, or empty for all that are missing (see {@code securityOnly})
     * @param computers exactly these, or empty for all (see {@code officeId})
     * @param validity from now until open tasks expire; 1 minute to 90 days
     */
    record Plan(
            String name,
            Set<PatchId> patches,
            boolean securityOnly,
            Set<ComputerId> computers,
            Optional<String> officeId,
            Duration validity) {
        public Plan {
            patches = Set.copyOf(patches);
            computers = Set.copyOf(computers);
        }
    }
}
