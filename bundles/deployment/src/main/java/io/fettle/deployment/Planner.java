package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.assessment.Finding;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.api.inventory.SoftwareItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what a task does on one computer, and says why. */
final class Planner {
    /** What came of it. @param work its steps are empty where nothing is left to do */
    record Planned(Work work, List<Reason> why) {}

    private final Offers offers;
    private final Inventory inventory;
    private final List<Reason> why = new ArrayList<>();

    private Planner(Offers offers, Inventory inventory) {
        this.offers = offers;
        this.inventory = inventory;
    }

    /** @param chosen findings of this computer that are missing and were chosen; at least one */
    static Planned plan(List<Finding> chosen, Inventory inventory, Offers offers) {
        return new Planner(offers, inventory).plan(chosen);
    }

    private Planned plan(List<Finding> chosen) {
        List<PatchId> patches = new ArrayList<>();
        chosen.forEach(f -> f.patch().ifPresent(patches::add));
        if (inventory.facts().level() == Level.L0) {
            why.add(Reason.of("level.l0"));
            return new Planned(new Work(patches, List.of()), why);
        }
        Map<String, Step> steps = new HashMap<>();
        Set<String> sources = new HashSet<>();
        for (Finding finding : chosen) {
            available(finding).ifPresent(offered -> {
                steps.merge(key(offered.name(), offered.arch()), step(finding, offered), Planner::both);
                sources.add(offered.sourceName());
            });
        }
        if (!steps.isEmpty()) {
            addCompany(steps, sources);
        }
        if (steps.size() > Work.MAX_STEPS) {
            why.add(Reason.of("plan.too_large", "packages", Integer.toString(steps.size())));
            steps.clear();
        }
        if (steps.isEmpty() && why.isEmpty()) {
            why.add(Reason.of("plan.empty"));
        }
        return new Planned(new Work(patches, List.copyOf(steps.values())), why);
    }

    /** Empty, with a reason, for a patch that is left out. */
    private Optional<AvailablePackage> available(Finding finding) {
        String leftOut =
                switch (finding.state()) {
                    case MISSING, SUPERSEDED -> "";
                    case HELD -> "patch.held";
                    case BLOCKED -> "patch.blocked";
                    case PHASED -> "patch.phased";
                    case INSTALLED,
                            NOT_APPLICABLE,
                            PINNED,
                            REBOOT_PENDING,
                            NO_FIX,
                            EOL,
                            EOL_SOON,
                            DOWNGRADE,
                            UPDATES_HIDDEN,
                            UNKNOWN -> "patch.not_missing";
                };
        Optional<AvailablePackage> offered = leftOut.isEmpty()
                ? offers.find(finding.packageName(), finding.arch(), finding.candidate())
                        .or(() -> offers.find(finding.packageName(), "all", finding.candidate()))
                        .or(() -> finding.patch().flatMap(offers::find))
                : Optional.empty();
        if (offered.isEmpty()) {
            leaveOut(leftOut.isEmpty() ? "patch.not_offered" : leftOut, finding.packageName(), finding.candidate());
        }
        return offered.filter(this::allowed);
    }

    /** Where the offered package has another name, it takes the place of the one that was found. */
    private Step step(Finding finding, AvailablePackage offered) {
        if (offered.name().equals(finding.packageName())) {
            return offers.step(offered, Optional.of(finding.installed()));
        }
        List<ReplacedPackage> replaced = inventory.packages().stream()
                .map(InstalledPackage::item)
                .filter(item -> item.name().equals(finding.packageName())
                        && item.version().equals(finding.installed()))
                .map(item -> new ReplacedPackage(item.name(), item.arch(), item.version()))
                .toList();
        return offers.step(offered, installed(offered.name(), offered.arch())).replacing(replaced);
    }

    /** One package for two findings. */
    private static Step both(Step one, Step other) {
        Set<ReplacedPackage> replaced = new HashSet<>(one.replaces());
        replaced.addAll(other.replaces());
        return (one.from().isPresent() ? one : other).replacing(List.copyOf(replaced));
    }

    private Optional<String> installed(String name, String arch) {
        return inventory.packages().stream()
                .map(InstalledPackage::item)
                .filter(item -> item.name().equals(name) && item.arch().equals(arch))
                .map(SoftwareItem::version)
                .max(offers.versions()::compare);
    }

    private boolean allowed(AvailablePackage offered) {
        boolean declined = offers.declines(offered);
        if (declined) {
            leaveOut("patch.declined", offered.name(), offered.version());
        }
        return !declined;
    }

    private void leaveOut(String code, String name, String version) {
        why.add(Reason.of(code, "package", name, "version", version));
    }

    /**
     * What the computer's own simulation shows to come along: packages of the same sources, and what is new where all of
     * its upgrades are chosen. Only where the simulation agrees with the catalog about every chosen package; what it
     * lacks, the computer tells when it compares its plan with the order.
     */
    private void addCompany(Map<String, Step> steps, Set<String> sources) {
        List<PlannedChange> simulated = simulated();
        Map<String, PlannedChange> byKey = new HashMap<>();
        simulated.forEach(c -> byKey.put(key(c.name(), c.arch()), c));
        boolean current = steps.entrySet().stream().allMatch(e -> {
            PlannedChange change = byKey.get(e.getKey());
            return change != null && change.to().equals(e.getValue().to());
        });
        if (!current) {
            why.add(Reason.of("plan.simulation_old"));
            return;
        }
        boolean all = simulated.stream()
                .filter(c -> c.from().isPresent())
                .allMatch(c -> steps.containsKey(key(c.name(), c.arch())));
        for (PlannedChange change : simulated) {
            String key = key(change.name(), change.arch());
            if (!steps.containsKey(key)) {
                offers.find(change.name(), change.arch(), change.to())
                        .filter(p -> sources.contains(p.sourceName())
                                || (all && change.from().isEmpty()))
                        .filter(this::allowed)
                        .ifPresent(p -> {
                            steps.put(key, offers.step(p, change.from()));
                            why.add(Reason.of("plan.comes_along", "package", p.name(), "version", p.version()));
                        });
            }
        }
    }

    /** A simulation tells no earlier version of what would be added side by side, although there is one. */
    private List<PlannedChange> simulated() {
        return inventory.simulation().stream()
                .flatMap(simulation -> simulation.changes().stream())
                .map(change -> new PlannedChange(
                        change.name(),
                        change.arch(),
                        change.from().or(() -> installed(change.name(), change.arch())),
                        change.to()))
                .toList();
    }

    static String key(String name, String arch) {
        return name + ':' + arch;
    }
}
