package io.fettle.assessment.check;

import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.FlawBook.Called;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one computer is exposed to, item by item and flaw by flaw.
 *
 * @param modules streams that are active on it
 * @param verdicts for its items
 * @param decisions about patches, for its groups
 */
record PlainExposures(
        String platform,
        Set<String> modules,
        FlawBook book,
        Function<SoftwareItem, Optional<Verdict>> verdicts,
        Function<PatchId, Decision> decisions) {

    private record Hit(SoftwareItem item, Flaw flaw, boolean exposed) {
        boolean isFixable() {
            return exposed && flaw.status() == FixStatus.FIXED;
        }
    }

    /** @return each flaw of these that concerns one of the items, and in which way */
    Map<CveId, Set<ExposureState>> of(Set<SoftwareItem> items, Set<CveId> wanted) {
        Map<CveId, List<Hit>> hits = new HashMap<>();
        for (SoftwareItem item : items) {
            for (Called called : FlawBook.names(item, platform)) {
                for (Flaw flaw : book.of(called.subject())) {
                    flaw.cve()
                            .filter(wanted::contains)
                            .filter(cve -> concerns(flaw, item))
                            .ifPresent(cve -> hits.computeIfAbsent(cve, c -> new ArrayList<>())
                                    .add(hit(item, flaw, called)));
                }
            }
        }
        Map<CveId, Set<ExposureState>> states = new HashMap<>();
        hits.forEach((cve, all) -> states.put(cve, Set.of(state(all))));
        return states;
    }

    private boolean concerns(Flaw flaw, SoftwareItem item) {
        return flaw.status() != FixStatus.NOT_AFFECTED
                && FlawBook.concerns(flaw, item)
                && (flaw.module().isEmpty() || modules.contains(flaw.module()));
    }

    private static Hit hit(SoftwareItem item, Flaw flaw, Called called) {
        return new Hit(
                item,
                flaw,
                flaw.isIn(called.version(), FlawBook.orderOf(called.subject()).orElseThrow()));
    }

    private ExposureState state(List<Hit> hits) {
        List<Hit> fixable = hits.stream().filter(Hit::isFixable).toList();
        if (!fixable.stream().allMatch(this::isDecided)) {
            return ExposureState.EXPOSED_AWAITING;
        }
        if (hits.stream().anyMatch(hit -> hit.exposed() && !hit.isFixable())) {
            return ExposureState.EXPOSED_NO_FIX;
        }
        if (!fixable.isEmpty()) {
            return ExposureState.EXPOSED_APPROVED;
        }
        return hits.stream().anyMatch(hit -> hit.flaw().status() == FixStatus.UNDER_INVESTIGATION)
                ? ExposureState.UNKNOWN
                : ExposureState.FIXED;
    }

    /** Whether an update that mends it is approved. */
    private boolean isDecided(Hit hit) {
        return verdicts.apply(hit.item()).filter(Verdict::isMissing).map(Verdict::choices).stream()
                .flatMap(List::stream)
                .filter(choice -> choice.isMissing() || choice.state() == FindingState.SUPERSEDED)
                .filter(choice ->
                        choice.fixes().cves().contains(hit.flaw().cve().orElseThrow()))
                .anyMatch(choice -> decisions.apply(choice.patch()) == Decision.APPROVED);
    }
}
