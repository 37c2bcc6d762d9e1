package io.fettle.assessment.apt;

import io.fettle.api.Reason;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Judge;
import io.fettle.assessment.verdict.Placed;
import io.fettle.assessment.verdict.Reckoned;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What apt would choose, and what that mends. */
public final class AptJudge implements Judge {
    private final CandidateEvaluator evaluator;
    private final Grounds grounds;
    private final String platform;

    public AptJudge(AptSetup setup, Grounds grounds, String platform) {
        this(new CandidateEvaluator(setup, grounds.revision(), grounds), grounds, platform);
    }

    private AptJudge(CandidateEvaluator evaluator, Grounds grounds, String platform) {
        this.evaluator = evaluator;
        this.grounds = grounds;
        this.platform = platform;
    }

    @Override
    public Judge by(Grounds later) {
        return new AptJudge(evaluator.by(later), later, platform);
    }

    @Override
    public Optional<Verdict> judge(SoftwareItem item) {
        return evaluator.judge(item).map(found -> reworded(item, found));
    }

    @Override
    public Verdict reworded(SoftwareItem item, Verdict verdict) {
        return grounds.withFixes(item, verdict, platform);
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
    public Optional<Reckoned> reckon(List<Placed> packages) {
        return new AptReckoning(evaluator, grounds).reckon(packages);
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
