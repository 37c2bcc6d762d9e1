package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.verdict.StaleSources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Known flaws of what a computer has that no version mends: one finding for each package, so that nobody looks for a patch
 * that there is not. They are no ill health by themselves, for there is nothing to install.
 */
final class UnfixedFlaws {
    private final FleetItems fleet;
    private final FlawBook book;
    private final StaleSources stale;
    private final Machine machine;
    private final Set<String> modules;

    UnfixedFlaws(FleetItems fleet, Layer layer, Machine machine, StaleSources stale) {
        this.fleet = fleet;
        this.book = layer.flaws();
        this.stale = stale;
        this.machine = machine;
        modules = machine.kind().map(layer::modules).orElse(Set.of());
    }

    List<Finding> list() {
        List<Finding> findings = new ArrayList<>();
        machine.items().forEach(number -> {
            SoftwareItem item = fleet.item(number);
            List<Flaw> unfixed = unfixed(item);
            if (!unfixed.isEmpty()) {
                findings.add(finding(item, unfixed));
            }
        });
        return findings;
    }

    private List<Flaw> unfixed(SoftwareItem item) {
        return FlawBook.names(item, machine.platform()).stream()
                .flatMap(called -> book.of(called.subject()).stream())
                .filter(flaw -> isUnfixed(flaw.status()) && concerns(flaw, item))
                .toList();
    }

    private static boolean isUnfixed(FixStatus status) {
        return switch (status) {
            case AFFECTED, WONT_FIX, END_OF_LIFE -> true;
            case FIXED, UNDER_INVESTIGATION, NOT_AFFECTED -> false;
        };
    }

    private boolean concerns(Flaw flaw, SoftwareItem item) {
        return FlawBook.concerns(flaw, item) && (flaw.module().isEmpty() || modules.contains(flaw.module()));
    }

    private Finding finding(SoftwareItem item, List<Flaw> unfixed) {
        TreeSet<CveId> cves = new TreeSet<>();
        TreeSet<String> advisories = new TreeSet<>();
        TreeSet<String> sources = new TreeSet<>();
        for (Flaw flaw : unfixed) {
            flaw.cve().ifPresent(cves::add);
            flaw.advisories().stream().map(AdvisoryId::nativeId).forEach(advisories::add);
            flaw.advisories().stream().map(AdvisoryId::sourceId).forEach(sources::add);
        }
        List<Reason> why = new ArrayList<>();
        addCount(why, "finding.no_fix", unfixed, FixStatus.AFFECTED);
        addCount(why, "finding.wont_fix", unfixed, FixStatus.WONT_FIX);
        addCount(why, "finding.end_of_life", unfixed, FixStatus.END_OF_LIFE);
        why.addAll(stale.behind(sources));
        return new Finding(
                machine.id(),
                Optional.empty(),
                item.name(),
                item.arch(),
                item.version(),
                "",
                FindingState.NO_FIX,
                true,
                severity(unfixed),
                List.copyOf(advisories),
                cves.stream().map(CveId::value).toList(),
                Optional.empty(),
                why);
    }

    private static void addCount(List<Reason> why, String code, List<Flaw> unfixed, FixStatus status) {
        long count = unfixed.stream()
                .filter(flaw -> flaw.status() == status)
                .map(Flaw::name)
                .distinct()
                .count();
        if (count > 0) {
            why.add(Reason.of(code, "count", Long.toString(count)));
        }
    }

    private Severity severity(List<Flaw> unfixed) {
        return unfixed.stream()
                .flatMap(flaw -> book.rating(flaw).stream())
                .map(Rating::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
    }
}
