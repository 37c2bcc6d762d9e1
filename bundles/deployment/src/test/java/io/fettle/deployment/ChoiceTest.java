package io.fettle.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.DeploymentsAdmin.Plan;
import io.fettle.api.inventory.ComputerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final ComputerId COMPUTER = new ComputerId("one");

    private static Finding finding(String version, FindingState state, Decision decision) {
        return new Finding(
                COMPUTER,
                Optional.of(patch(version)),
                "curl",
                "amd64",
                "1",
                version,
                state,
                false,
                Severity.UNKNOWN,
                List.of(),
                List.of(),
                Optional.of(decision),
                List.of());
    }

    private static PatchId patch(String version) {
        return PatchId.of("deb", "curl", "amd64", version);
    }

    private static List<String> chosen(Set<PatchId> named, boolean securityOnly, Finding... findings) {
        Plan plan = new Plan("n", named, securityOnly, Set.of(), Optional.empty(), Duration.ofDays(1));
        return new Choice(plan)
                .among(List.of(findings)).stream().map(Finding::candidate).toList();
    }

    private static final Finding NEWEST = finding("3", FindingState.MISSING, Decision.NOT_APPROVED);
    private static final Finding OLDER = finding("2", FindingState.SUPERSEDED, Decision.NOT_APPROVED);

    @Test
    void ofAllThatIsMissingTheNewestIsChosen() {
        assertThat(chosen(Set.of(), false, NEWEST, OLDER)).containsExactly("3");
    }

    @Test
    void aSupersededOneIsChosenWhereItIsNamed() {
        assertThat(chosen(Set.of(patch("2")), false, NEWEST, OLDER)).containsExactly("2");
    }

    @Test
    void onePatchForAPackageWhereBothAreNamed() {
        assertThat(chosen(Set.of(patch("2"), patch("3")), false, NEWEST, OLDER)).containsExactly("3");
    }

    @Test
    void whatADeclinedOneSupersedesTakesItsPlace() {
        Finding declined = finding("3", FindingState.MISSING, Decision.DECLINED);

        assertThat(chosen(Set.of(), false, declined, OLDER)).containsExactly("3", "2");
    }

    @Test
    void ofAllThatIsMissingTheApprovedOneIsChosenAndNotANewerOne() {
        Finding approved = finding("2", FindingState.SUPERSEDED, Decision.APPROVED);

        assertThat(chosen(Set.of(), false, NEWEST, approved)).containsExactly("2");
        assertThat(chosen(Set.of(patch("3")), false, NEWEST, approved)).containsExactly("3");
    }

    @Test
    void whatIsBlockedLeavesRoomForWhatItSupersedes() {
        assertThat(chosen(Set.of(), false, finding("3", FindingState.BLOCKED, Decision.APPROVED), OLDER))
                .containsExactly("3", "2");
        assertThat(chosen(Set.of(), false, finding("3", FindingState.HELD, Decision.NOT_APPROVED), OLDER))
                .containsExactly("3");
    }

    @Test
    void onlySecurityLeavesOthersOut() {
        assertThat(chosen(Set.of(), true, NEWEST, OLDER)).isEmpty();
    }

    @Test
    void whatCannotBeInstalledIsNotChosen() {
        assertThat(chosen(Set.of(), false, finding("3", FindingState.PINNED, Decision.APPROVED)))
                .isEmpty();
    }
}
