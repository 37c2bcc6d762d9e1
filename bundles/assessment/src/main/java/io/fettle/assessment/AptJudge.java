package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.FlawBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What apt would choose, and what that mends. */
final class AptJudge implements Judge {
    private final CandidateEvaluator evaluator;
    private final FlawBook flaws;
    private final String platform;

    AptJudge(AptSetup setup, Catalog.Revision revision, FlawBook flaws, String platform) {
        this.evaluator = new CandidateEvaluator(setup, revision);
        this.flaws = flaws;
        this.platform = platform;
    }

    @Override
    public Optional<Verdict> judge(SoftwareItem item) {
        return evaluator.judge(item).map(found -> withFixes(item, found));
    }

    private Verdict withFixes(SoftwareItem installed, Verdict verdict) {
        if (verdict.state() == FindingState.DOWNGRADE) {
            return verdict;
        }
        AvailablePackage target = verdict.target();
        SoftwareItem candidate = new SoftwareItem(
                installed.ecosystem(),
                target.name(),
                target.version(),
                target.arch(),
                target.sourceName(),
                target.sourceVersion(),
                target.multiArch());
        return verdict.mending(flaws.between(installed, candidate, platform));
    }

    @Override
    public boolean hides(SoftwareItem item) {
        return evaluator.hiddenByTargetRelease(item);
    }

    @Override
    public List<Reason> explain(SoftwareItem item, Verdict verdict) {
        return evaluator.explain(item, verdict);
    }

    @Override
    public Set<Integer> repositories() {
        return evaluator.covered().repositories();
    }

    @Override
    public boolean coversNothing() {
        return evaluator.covered().files().isEmpty();
    }

    @Override
    public List<Reason> gaps() {
        List<Reason> gaps = new ArrayList<>(evaluator.covered().gaps());
        evaluator.policy().ignored().forEach(rule -> gaps.add(ignored(rule)));
        return gaps;
    }

    private static Reason ignored(PinRule rule) {
        return new Reason(
                "finding.pin_ignored",
                Map.of(
                        "packages", String.join(" ", rule.packages()),
                        "pin", rule.kind() + ' ' + rule.expression(),
                        "priority", String.valueOf(rule.priority())));
    }
}
