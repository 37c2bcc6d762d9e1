package io.fettle.assessment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.change.Topic;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.api.policy.HealthPolicies.Change;
import io.fettle.api.policy.HealthPolicies.InForce;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.api.policy.HealthPolicy.Rule;
import io.fettle.api.policy.PolicyError;
import io.fettle.spi.store.HealthPolicyStore;
import io.fettle.spi.store.PendingChange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredHealthPoliciesTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Caller ANN = new Caller("ann", Role.ADMIN, Scope.all());

    private final Kept store = new Kept();
    private final List<AuditEntry> audited = new ArrayList<>();
    private final StoredHealthPolicies policies = policies();

    private StoredHealthPolicies policies() {
        return new StoredHealthPolicies(store, audited::add, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static HealthPolicy strict() {
        return with(Severity.MODERATE, new Rule(HealthStatus.HIGHLY_VULNERABLE, 20));
    }

    private static HealthPolicy with(Severity severity, Rule rule) {
        HealthPolicy standard = HealthPolicy.standard();
        Map<Severity, Rule> severities = new EnumMap<>(standard.severities());
        severities.put(severity, rule);
        return new HealthPolicy(
                severities,
                standard.unrated(),
                standard.otherUpdates(),
                standard.exploitedDueDays(),
                standard.endedPlatform(),
                standard.longTermSupport(),
                Map.of("Debian:11", LocalDate.parse("2031-06-30")));
    }

    @Test
    void theStandardIsInForceUntilSomebodyDecidesOtherwise() {
        assertThat(policies.inForce()).isEqualTo(InForce.STANDARD);
    }

    @Test
    void aChangeIsDurableNamedAndNews() {
        InForce changed = policies.change(strict(), 0, ANN);

        assertThat(changed).isEqualTo(new InForce(1, strict(), Optional.of(new Change("ann", NOON))));
        assertThat(policies.inForce()).isEqualTo(changed);
        assertThat(policies().inForce()).as("after a restart").isEqualTo(changed);
        assertThat(store.changes).containsExactly(new PendingChange(Topic.POLICY, "health"));
    }

    @Test
    void theAuditSaysWhatChangedFromWhatToWhat() {
        policies.change(strict(), 0, ANN);

        assertThat(audited).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("user:ann");
            assertThat(entry.action()).isEqualTo("health_policy.changed");
            assertThat(entry.details())
                    .isEqualTo(Map.of(
                            "counts.MODERATE", "VULNERABLE -> HIGHLY_VULNERABLE",
                            "dueDays.MODERATE", "30 -> 20",
                            "platformEnds", " -> Debian:11 2031-06-30"));
        });
    }

    @Test
    void whoHasReadAnOlderRevisionOverwritesNothing() {
        policies.change(strict(), 0, ANN);

        assertThatThrownBy(() -> policies.change(HealthPolicy.standard(), 0, ANN))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(PolicyError.POLICY_CHANGED));
        assertThat(policies.inForce().policy()).isEqualTo(strict());
        assertThat(audited).hasSize(1);
    }

    @Test
    void whoSeesSomeOfficesChangesNothing() {
        Caller branch = new Caller("bob", Role.ADMIN, Scope.ofOffices(Set.of("branch")));

        assertThatThrownBy(() -> policies.change(strict(), 0, branch))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(PolicyError.POLICY_BEYOND_SCOPE));
        assertThat(store.changes).isEmpty();
    }

    @Test
    void afterAFailedWriteTheStoreIsAskedAgain() {
        policies.inForce();
        store.failing = true;

        assertThatThrownBy(() -> policies.change(strict(), 0, ANN)).hasMessage("uncertain");

        assertThat(policies.inForce().policy()).as("it had taken effect").isEqualTo(strict());
    }

    @Test
    void whatMakesNoSenseIsNoPolicy() {
        assertThatThrownBy(() -> with(Severity.LOW, new Rule(HealthStatus.HIGHLY_VULNERABLE, 90)))
                .hasMessageContaining("must not count for less");
        assertThatThrownBy(() -> with(Severity.LOW, new Rule(HealthStatus.VULNERABLE, 29)))
                .hasMessageContaining("must not be due later");
        assertThatThrownBy(() -> with(Severity.LOW, new Rule(HealthStatus.VULNERABLE, HealthPolicy.MAX_DUE_DAYS + 1)))
                .hasMessageContaining("dueDays is 1 to 3650");
        assertThatThrownBy(() -> with(Severity.CRITICAL, new Rule(HealthStatus.HIGHLY_VULNERABLE, 2)))
                .hasMessageContaining("exploitedDueDays is 1 to 2");
        assertThatThrownBy(() -> with(Severity.LOW, new Rule(HealthStatus.UNKNOWN, 90)))
                .hasMessageContaining("counts is HEALTHY");
    }

    private static final class Kept implements HealthPolicyStore {
        final List<PendingChange> changes = new ArrayList<>();
        Optional<InForce> kept = Optional.empty();
        boolean failing;

        @Override
        public Optional<InForce> read() {
            return kept;
        }

        @Override
        public void save(InForce next, List<PendingChange> pending) {
            kept = Optional.of(next);
            changes.addAll(pending);
            if (failing) {
                throw new IllegalStateException("uncertain");
            }
        }
    }
}
