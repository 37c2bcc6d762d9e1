package io.fettle.assessment.check;

import io.fettle.api.Scope;
import io.fettle.api.advisory.CveId;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.Platforms;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.SetupVerdicts;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.lifecycle.Release;
import io.fettle.assessment.rpm.SideBySide;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Tally;
import io.fettle.assessment.verdict.Verdict;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Evaluates one computer by itself, from its inventory and the catalog: no item numbers, no bitmaps, no verdict that was
 * made for another. Thread-safe.
 */
final class PlainLook {
    private final Computers computers;
    private final FleetItems fleet;
    private final Approvals approvals;

    PlainLook(Computers computers, FleetItems fleet, Approvals approvals) {
        this.computers = computers;
        this.fleet = fleet;
        this.approvals = approvals;
    }

    /** @param flaws those that it shall be told of whether the computer is exposed to them */
    Standing of(Computer computer, Layer layer, Set<CveId> flaws) {
        if (computer.state() != Computer.State.ACTIVE) {
            return Standing.NONE;
        }
        Optional<Inventory> inventory = computers.inventory(computer.id(), Scope.all());
        String platform = inventory.map(Inventory::facts).map(Platforms::of).orElse("");
        Set<SoftwareItem> items = inventory.map(PlainLook::items).orElse(Set.of());
        Optional<PackageSetup> setup = inventory.flatMap(Inventory::setup);
        FlawBook book = new FlawBook(layer.revision().advisories());
        Map<SoftwareItem, Verdict> verdicts = setup.map(
                        known -> verdicts(known, List.copyOf(items), platform, layer, book))
                .orElse(Map.of());
        List<Missing> missing = missing(verdicts);
        PlainExposures exposures = new PlainExposures(
                platform,
                setup.map(PlainLook::modules).orElse(Set.of()),
                book,
                item -> Optional.ofNullable(verdicts.get(item)),
                patch -> decision(patch, computer));
        Set<PatchId> patches = new HashSet<>();
        Set<PatchId> superseded = new HashSet<>();
        missing.forEach(one -> {
            patches.add(one.verdict().patch());
            one.verdict().older().forEach(older -> superseded.add(older.patch()));
        });
        return new Standing(
                items,
                patches,
                superseded,
                exposures.of(items, flaws),
                tally(missing, computer, layer),
                setup.map(Set::of).orElse(Set.of()),
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

    private record Missing(SoftwareItem item, Verdict verdict) {}

    private static Set<String> modules(PackageSetup setup) {
        return setup.either(apt -> Set.of(), dnf -> Set.copyOf(dnf.modules()));
    }

    private static Map<SoftwareItem, Verdict> verdicts(
            PackageSetup setup, List<SoftwareItem> items, String platform, Layer layer, FlawBook book) {
        Grounds grounds = new Grounds(layer.revision(), book, items::get, layer.trail());
        SetupVerdicts verdicts = new SetupVerdicts(setup, grounds, platform);
        Map<SoftwareItem, Verdict> made = new LinkedHashMap<>();
        for (int number = 0; number < items.size(); number++) {
            SoftwareItem item = items.get(number);
            verdicts.of(number).ifPresent(verdict -> made.put(item, verdict));
        }
        return made;
    }

    private static List<Missing> missing(Map<SoftwareItem, Verdict> verdicts) {
        return verdicts.entrySet().stream()
                .filter(entry -> entry.getValue().isMissing())
                .map(entry -> new Missing(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Decision decision(PatchId patch, Computer computer) {
        return approvals.of(patch, Scope.all()).forMemberOf(computer.groups());
    }

    private Tally tally(List<Missing> missing, Computer computer, Layer layer) {
        Map<SoftwareItem, LocalDate> arrivals = arrivals(computer);
        List<Missing> counting = missing.stream()
                .flatMap(one -> one.verdict().counting(patch -> decision(patch, computer)).stream()
                        .map(open -> new Missing(one.item(), open)))
                .toList();
        Function<Missing, HealthStatus> health = one -> layer.rules().health(one.verdict());
        return new Tally(
                missing.size(),
                count(missing, one -> one.verdict().security()),
                count(counting, one -> health.apply(one) != HealthStatus.HEALTHY),
                count(counting, one -> health.apply(one) == HealthStatus.HIGHLY_VULNERABLE),
                count(counting, one -> isOverdue(one, computer, arrivals, layer)),
                count(missing, one -> decision(one.verdict().patch(), computer) == Decision.DECLINED));
    }

    /** By the dates that a person would compare. */
    private static boolean isOverdue(
            Missing missing, Computer computer, Map<SoftwareItem, LocalDate> arrivals, Layer layer) {
        LocalDate joined = LocalDate.ofInstant(computer.enrolledAt(), ZoneOffset.UTC);
        LocalDate came = arrivals.getOrDefault(missing.item(), joined);
        int since = (int) (came.isAfter(joined) ? came : joined).toEpochDay();
        return layer.rules()
                .clock(missing.verdict(), layer::firstSeen, since, false)
                .overdue();
    }

    private Map<SoftwareItem, LocalDate> arrivals(Computer computer) {
        Map<SoftwareItem, LocalDate> days = new HashMap<>();
        fleet.of(computer.ordinal()).ifPresent(held -> held.arrivals()
                .forEach((item, day) -> days.put(fleet.item(item), LocalDate.ofEpochDay(day))));
        return days;
    }

    private static int count(List<Missing> missing, Predicate<Missing> which) {
        return (int) missing.stream().filter(which).count();
    }
}
