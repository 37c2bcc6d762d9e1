package io.fettle.assessment.check;

import io.fettle.api.Scope;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.SetupVerdicts;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.fleet.Platforms;
import io.fettle.assessment.lifecycle.Release;
import io.fettle.assessment.rpm.SideBySide;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Rules;
import io.fettle.assessment.verdict.Tally;
import io.fettle.assessment.verdict.Verdict;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Evaluates one computer by itself, from its inventory and the catalog: no item numbers, no bitmaps, no verdict that was
 * made for another. Thread-safe.
 */
final class PlainLook {
    private final Computers computers;
    private final Approvals approvals;

    PlainLook(Computers computers, Approvals approvals) {
        this.computers = computers;
        this.approvals = approvals;
    }

    Standing of(Computer computer, Catalog.Revision revision, Rules rules) {
        if (computer.state() != Computer.State.ACTIVE) {
            return Standing.NONE;
        }
        Optional<Inventory> inventory = computers.inventory(computer.id(), Scope.all());
        String platform = inventory.map(Inventory::facts).map(Platforms::of).orElse("");
        Set<SoftwareItem> items = new LinkedHashSet<>();
        inventory.ifPresent(
                held -> held.packages().stream().map(InstalledPackage::item).forEach(items::add));
        List<Verdict> missing = inventory
                .flatMap(Inventory::setup)
                .map(setup -> missing(setup, List.copyOf(items), platform, revision))
                .orElse(List.of());
        Set<PatchId> patches = new HashSet<>();
        Set<PatchId> superseded = new HashSet<>();
        missing.forEach(verdict -> {
            patches.add(verdict.patch());
            verdict.older().forEach(older -> superseded.add(older.patch()));
        });
        return new Standing(
                items,
                patches,
                superseded,
                tally(missing, computer.groups(), rules),
                inventory.flatMap(Inventory::setup).map(Set::of).orElse(Set.of()),
                inventory.isPresent() ? Set.of(platform) : Set.of(),
                inventory
                        .map(held -> Set.of(Release.of(platform, held.facts())))
                        .orElse(Set.of()),
                Set.of(computer.officeId()),
                Set.copyOf(computer.groups()));
    }

    /** Of several versions that dnf leaves side by side the newest alone counts. */
    private static Set<SoftwareItem> items(Inventory inventory) {
        Set<SoftwareItem> items = new LinkedHashSet<>();
        inventory.packages().stream().map(InstalledPackage::item).forEach(items::add);
        return inventory.rpm().isPresent() ? SideBySide.newest(items) : items;
    }

    private static List<Verdict> missing(
            PackageSetup setup, List<SoftwareItem> items, String platform, Catalog.Revision revision) {
        Grounds grounds = new Grounds(revision, new FlawBook(revision.advisories()), items::get);
        SetupVerdicts verdicts = new SetupVerdicts(setup, grounds, platform);
        return IntStream.range(0, items.size())
                .mapToObj(verdicts::of)
                .flatMap(Optional::stream)
                .filter(Verdict::isMissing)
                .toList();
    }

    private Tally tally(List<Verdict> missing, List<String> groups, Rules rules) {
        Predicate<Verdict> declined =
                verdict -> approvals.of(verdict.patch(), Scope.all()).forMemberOf(groups) == Decision.DECLINED;
        List<Verdict> open = missing.stream().filter(declined.negate()).toList();
        return new Tally(
                missing.size(),
                count(missing, Verdict::security),
                count(open, verdict -> rules.weigh(verdict).counts()),
                count(open, verdict -> rules.weigh(verdict).isUrgent()),
                missing.size() - open.size());
    }

    private static int count(List<Verdict> missing, Predicate<Verdict> which) {
        return (int) missing.stream().filter(which).count();
    }
}
