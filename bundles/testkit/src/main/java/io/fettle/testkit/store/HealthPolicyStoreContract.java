package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.change.Topic;
import io.fettle.api.policy.HealthPolicies.Change;
import io.fettle.api.policy.HealthPolicies.InForce;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.api.policy.HealthPolicy.Rule;
import io.fettle.spi.store.HealthPolicyStore;
import io.fettle.spi.store.PendingChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link HealthPolicyStore} keeps to. */
public abstract class HealthPolicyStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final PendingChange CHANGE = new PendingChange(Topic.POLICY, "health");

    private HealthPolicyStore store;

    /** Empty. */
    protected abstract HealthPolicyStore freshStore();

    /** The changes recorded since the store was made, oldest first. */
    protected abstract List<PendingChange> recorded();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void nothingIsThereUntilSomethingIsSaved() {
        assertThat(store.read()).isEmpty();
    }

    @Test
    public void aPolicyComesBackAsSaved() {
        InForce saved = inForce(1, strict(), "n".repeat(Change.MAX_NAME));

        store.save(saved, List.of(CHANGE));

        assertThat(store.read()).contains(saved);
        assertThat(recorded()).containsExactly(CHANGE);
    }

    @Test
    public void theNextReplacesTheOneBefore() {
        store.save(inForce(1, strict(), "ann"), List.of(CHANGE));
        InForce next = inForce(2, HealthPolicy.standard(), "b\u00f6b");

        store.save(next, List.of(CHANGE));

        assertThat(store.read()).contains(next);
        assertThat(recorded()).containsExactly(CHANGE, CHANGE);
    }

    private static InForce inForce(long revision, HealthPolicy policy, String by) {
        return new InForce(revision, policy, Optional.of(new Change(by, NOW)));
    }

    private static HealthPolicy strict() {
        return new HealthPolicy(
                Map.of(
                        Severity.CRITICAL, new Rule(HealthStatus.HIGHLY_VULNERABLE, 1),
                        Severity.IMPORTANT, new Rule(HealthStatus.HIGHLY_VULNERABLE, 2),
                        Severity.MODERATE, new Rule(HealthStatus.HIGHLY_VULNERABLE, 3),
                        Severity.LOW, new Rule(HealthStatus.HEALTHY, HealthPolicy.MAX_DUE_DAYS)),
                Severity.CRITICAL,
                HealthStatus.HEALTHY,
                1,
                HealthStatus.HIGHLY_VULNERABLE,
                false,
                Map.of("Debian:12", LocalDate.parse("2030-06-30"), "Caf\u00e9 OS:1", LocalDate.parse("2020-01-01")));
    }
}
