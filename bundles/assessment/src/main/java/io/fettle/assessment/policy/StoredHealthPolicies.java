package io.fettle.assessment.policy;

import io.fettle.api.FettleException;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.change.Topic;
import io.fettle.api.identity.Caller;
import io.fettle.api.policy.HealthPolicies;
import io.fettle.api.policy.HealthPoliciesAdmin;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.api.policy.PolicyError;
import io.fettle.spi.store.HealthPolicyStore;
import io.fettle.spi.store.PendingChange;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The health policy: read from the store by whoever asks first, in memory afterwards. The lock is held across the store's
 * write on purpose: who follows the change log must not meet the change's row before the policy. Thread-safe.
 */
@Component(service = {HealthPolicies.class, HealthPoliciesAdmin.class})
public final class StoredHealthPolicies implements HealthPolicies, HealthPoliciesAdmin {
    /** What the change log calls it. */
    public static final String SUBJECT = "health";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HealthPolicyStore store;
    private final Audit audit;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable InForce loaded;

    @Activate
    public StoredHealthPolicies(@Reference HealthPolicyStore store, @Reference Audit audit) {
        this(store, audit, Clock.systemUTC());
    }

    StoredHealthPolicies(HealthPolicyStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public InForce inForce() {
        lock();
        try {
            return known();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public InForce change(HealthPolicy policy, long basedOn, Caller by) {
        if (!by.scope().everything()) {
            throw new FettleException(
                    PolicyError.POLICY_BEYOND_SCOPE,
                    "Only who sees every office changes the policy that all computers are judged by");
        }
        Change change = new Change(by.name(), clock.instant());
        InForce before;
        InForce next;
        lock();
        try {
            before = known();
            if (before.revision() != basedOn) {
                throw new FettleException(
                        PolicyError.POLICY_CHANGED,
                        "The health policy is in revision " + before.revision() + " by now, not " + basedOn
                                + "; read it again and repeat the change");
            }
            next = new InForce(basedOn + 1, policy, Optional.of(change));
            save(next);
        } finally {
            lock.unlock();
        }
        audit.record(new AuditEntry(
                change.at(),
                by.name().equals("local") ? "local" : "user:" + by.name(),
                "health_policy.changed",
                "policy:" + SUBJECT,
                AuditOutcome.DONE,
                PolicyDifference.between(before.policy(), policy)));
        return next;
    }

    private void save(InForce next) {
        try {
            store.save(next, List.of(new PendingChange(Topic.POLICY, SUBJECT)));
        } catch (RuntimeException e) {
            // It may have taken effect all the same: only the store knows.
            loaded = null;
            throw e;
        }
        loaded = next;
    }

    private InForce known() {
        InForce known = loaded;
        if (known == null) {
            known = store.read().orElse(InForce.STANDARD);
            loaded = known;
        }
        return known;
    }

    private void lock() {
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new FettleException(
                        PolicyError.POLICY_BUSY,
                        "Another change of the health policy is still being written; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FettleException(PolicyError.POLICY_BUSY, "The server is stopping; try again", e);
        }
    }
}
