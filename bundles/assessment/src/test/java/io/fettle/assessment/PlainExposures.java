package io.fettle.assessment;

import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.inventory.FleetItems.ComputerItems;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.PlainEvaluation.Lack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one computer is exposed to, package by package and flaw by flaw, with the rules written down a second time. */
final class PlainExposures {
    private final FakeFleet fleet;
    private final SampleCatalog catalog;
    private final FakeApprovals approvals;
    private final PlainEvaluation evaluation;
    private final Instant now;

    PlainExposures(
            FakeFleet fleet, SampleCatalog catalog, FakeApprovals approvals, PlainEvaluation evaluation, Instant now) {
        this.fleet = fleet;
        this.catalog = catalog;
        this.approvals = approvals;
        this.evaluation = evaluation;
        this.now = now;
    }

    private record Hit(int item, String version, PlainFlaws.Flaw flaw) {
        boolean isFixable() {
            return flaw.isIn(version);
        }

        boolean isUnfixed() {
            return switch (flaw.affected().status()) {
                case AFFECTED, WONT_FIX, END_OF_LIFE -> true;
                case FIXED, UNDER_INVESTIGATION, NOT_AFFECTED -> false;
            };
        }
    }

    /** Of such a computer nothing is known, whatever the flaw. */
    boolean isUnclear(int ordinal) {
        return fleet.of(ordinal).isEmpty()
                || !catalog.advisories().platforms().contains(platform(ordinal))
                || Duration.between(Instant.ofEpochMilli(fleet.confirmedAtMillis(ordinal)), now)
                                .compareTo(Duration.ofHours(24))
                        > 0;
    }

    /** Each flaw that concerns one of its packages, whether or not its inventory is old. */
    Map<CveId, ExposureState> of(int ordinal) {
        Map<CveId, List<Hit>> hits = new HashMap<>();
        PlainFlaws flaws = new PlainFlaws(catalog.advisories());
        Optional<ComputerItems> held = fleet.of(ordinal);
        for (int number : held.map(one -> one.items().toArray()).orElse(new int[0])) {
            SoftwareItem item = fleet.item(number);
            for (PlainFlaws.Flaw flaw : flaws.of(platform(ordinal), item.sourceName())) {
                if (flaw.affected().status() != FixStatus.NOT_AFFECTED) {
                    hits.computeIfAbsent(flaw.cve(), c -> new ArrayList<>())
                            .add(new Hit(number, item.sourceVersion(), flaw));
                }
            }
        }
        List<Lack> lacks = evaluation.lacks(ordinal);
        Map<CveId, ExposureState> states = new HashMap<>();
        hits.forEach((cve, all) -> states.put(cve, state(ordinal, all, lacks)));
        return states;
    }

    private String platform(int ordinal) {
        return "Debian:" + fleet.releases.getOrDefault(ordinal, "12");
    }

    private ExposureState state(int ordinal, List<Hit> hits, List<Lack> lacks) {
        List<Hit> fixable = hits.stream().filter(Hit::isFixable).toList();
        if (!fixable.stream().allMatch(hit -> isDecided(ordinal, hit, lacks))) {
            return ExposureState.EXPOSED_AWAITING;
        }
        if (hits.stream().anyMatch(Hit::isUnfixed)) {
            return ExposureState.EXPOSED_NO_FIX;
        }
        if (!fixable.isEmpty()) {
            return ExposureState.EXPOSED_APPROVED;
        }
        return hits.stream().anyMatch(hit -> hit.flaw().affected().status() == FixStatus.UNDER_INVESTIGATION)
                ? ExposureState.UNKNOWN
                : ExposureState.FIXED;
    }

    /** Whether something that the computer could install rids the package of the flaw and is approved for it. */
    private boolean isDecided(int ordinal, Hit hit, List<Lack> lacks) {
        List<String> groups = fleet.groups.getOrDefault(ordinal, List.of());
        return lacks.stream()
                .filter(lack -> lack.item() == hit.item())
                .flatMap(lack -> lack.choices().stream())
                .filter(choice -> !hit.flaw().isIn(choice.target().sourceVersion()))
                .anyMatch(choice -> approvals.plainly(choice.target().patchId(), groups) == Decision.APPROVED);
    }
}
