package io.fettle.deployment;

import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.deployment.DeploymentsAdmin.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a computer's findings a deployment is about: the named patches, or all, or all about security. One patch for
 * each package: the newest, and what it supersedes only where the newest was declined or was not among the named ones.
 */
record Choice(Plan plan) {
    /** @param findings of one computer, newer ones of a package before those that they supersede */
    List<Finding> among(List<Finding> findings) {
        List<Finding> chosen = new ArrayList<>();
        Set<String> served = new HashSet<>();
        for (Finding finding : findings) {
            String key = Planner.key(finding.packageName(), finding.arch());
            if (isMeant(finding) && !served.contains(key)) {
                chosen.add(finding);
                if (!finding.approval().equals(Optional.of(Decision.DECLINED))) {
                    served.add(key);
                }
            }
        }
        return chosen;
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
