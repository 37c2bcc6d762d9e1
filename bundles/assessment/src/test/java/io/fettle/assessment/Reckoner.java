package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.assessment.apt.AptJudge;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Placed;
import io.fettle.assessment.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Why updates of a computer are kept back, by our reckoning. */
final class Reckoner {
    private Reckoner() {}

    /** {@code name arch} of what is missing and cannot be installed now, and why. */
    static Map<String, Reason> keptBack(AptSetup setup, SampleCatalog catalog, List<InstalledPackage> installed) {
        Grounds grounds = new Grounds(catalog, new FlawBook(catalog.advisories()), number -> {
            throw new IllegalStateException("Nobody asks for items by number");
        });
        AptJudge judge = new AptJudge(setup, grounds, "");
        List<Placed> placed = installed.stream()
                .map(one -> new Placed(
                        one.item(),
                        judge.judge(one.item())
                                .filter(verdict -> verdict.state() != FindingState.PINNED && !one.held())))
                .toList();
        List<Optional<Reason>> reckoned = judge.reckon(placed).orElseThrow().keptBack();
        Map<String, Reason> keptBack = new TreeMap<>();
        for (int i = 0; i < placed.size(); i++) {
            InstalledPackage one = installed.get(i);
            Optional<Reason> reason = one.held() ? Optional.of(Reason.of("finding.held")) : reckoned.get(i);
            Optional<Verdict> missing =
                    judge.judge(one.item()).filter(verdict -> verdict.state().isMissing());
            if (reason.isPresent() && missing.isPresent()) {
                keptBack.put(one.item().name() + " " + one.item().arch(), reason.get());
            }
        }
        return keptBack;
    }
}
