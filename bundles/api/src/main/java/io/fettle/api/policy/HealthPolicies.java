package io.fettle.api.policy;

import java.time.Instant;
import java.util.Optional;

/** Which health policy is in force: one for the whole server. Thread-safe; answered from memory once it was read. */
public interface HealthPolicies {
    InForce inForce();

    /**
     * The newest policy.
     *
     * @param revision 0 as long as nobody changed anything, one more with each change
     * @param change who made it; empty for revision 0
     */
    record InForce(long revision, HealthPolicy policy, Optional<Change> change) {
        public static final InForce STANDARD = new InForce(0, HealthPolicy.standard(), Optional.empty());
    }

    /** @param by name of whoever changed it, at most {@link #MAX_NAME} characters */
    record Change(String by, Instant at) {
        public static final int MAX_NAME = 200;
    }
}
