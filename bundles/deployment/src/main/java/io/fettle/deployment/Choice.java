package io.fettle.deployment;

import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Preference;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.deployment.DeploymentsAdmin.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which of a computer's findings a deployment is about: the named patches, or all, or all about security. One patch for
 * each package: of all that are missing the newest that is approved, where any is, else the newest; what that supersedes only
 * where the newest was declined, cannot be installed now, or was not among the named ones. Those before the one that is
 * chosen go with it, for the reason why they are left out.
 */
record Choice(Plan plan) {
    /** @param findings of one computer, newer ones of a package before those that they supersede */
    List<Finding> among(List<Finding> findings) {
        Map<String, List<Finding>> byPackage = new LinkedHashMap<>();
        findings.stream().filter(this::isMeant).forEach(finding -> byPackage
                .computeIfAbsent(Planner.key(finding.packageName(), finding.arch()), key -> new ArrayList<>())
                .add(finding));
        return byPackage.values().stream().flatMap(this::ofOnePackage).toList();
    }

    private Stream<Finding> ofOnePackage(List<Finding> newestFirst) {
        List<Finding> installable =
                newestFirst.stream().filter(Choice::isInstallable).toList();
        Optional<Finding> approved = Preference.approved(installable, Choice::decision);
        if (plan.patches().isEmpty() && approved.isPresent()) {
            return approved.stream();
        }
        Optional<Finding> open = Preference.open(installable, Choice::decision);
        List<Finding> chosen = new ArrayList<>();
        for (Finding finding : newestFirst) {
            chosen.add(finding);
            if (finding.state() == FindingState.HELD
                    || open.filter(finding::equals).isPresent()) {
                break;
            }
        }
        return chosen.stream();
    }

    private static boolean isInstallable(Finding finding) {
        return finding.state() == FindingState.MISSING || finding.state() == FindingState.SUPERSEDED;
    }

    private static Decision decision(Finding finding) {
        return finding.approval().orElse(Decision.NOT_APPROVED);
    }

    private boolean isMeant(Finding finding) {
        boolean open = finding.state().isMissing() || finding.state() == FindingState.SUPERSEDED;
        return open
                && finding.patch().isPresent()
                && (plan.patches().isEmpty()
                        ? finding.security() || !plan.securityOnly()
                        : plan.patches().contains(finding.patch().get()));
    }
}
