package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.advisory.CveId;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.fleet.Machine;
import io.fettle.version.VersionOrders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * That a computer has something installed which only a reboot brings to life: the newest kernel of the running one's
 * flavour, with what it mends, or whatever else the computer asks a reboot for.
 */
final class PendingReboot {
    private static final List<String> DEB_NAMES = List.of("linux-image-", "linux-image-unsigned-");
    private static final List<String> RPM_NAMES = List.of("kernel-core", "kernel");

    private final FleetItems fleet;
    private final Layer layer;
    private final Machine machine;

    PendingReboot(FleetItems fleet, Layer layer, Machine machine) {
        this.fleet = fleet;
        this.layer = layer;
        this.machine = machine;
    }

    /** Empty where no reboot is due, as far as the computer tells. */
    Optional<Finding> by(ComputerFacts facts) {
        boolean outdated = facts.running()
                .map(Running::kernel)
                .filter(KernelState.OUTDATED::equals)
                .isPresent();
        if (!outdated && !facts.rebootRequired()) {
            return Optional.empty();
        }
        String newest = outdated ? facts.newestKernel().orElse("") : "";
        return Optional.of(newest.isEmpty() ? asked() : kernel(facts.runningKernel(), newest));
    }

    /** By whatever package asked for it: which one the computer does not tell. */
    private Finding asked() {
        return finding(Optional.empty(), "", "", Fixes.NONE, List.of(Reason.of("finding.reboot_asked_for")));
    }

    private Finding kernel(String running, String newest) {
        List<Reason> why = new ArrayList<>();
        why.add(
                running.equals(newest)
                        ? Reason.of("finding.kernel_rebuilt", "release", newest)
                        : Reason.of("finding.kernel_outdated", "running", running, "newest", newest));
        Optional<SoftwareItem> installed = kernelOf(newest);
        Fixes fixes = installed
                .flatMap(to -> runningOne(running, to).map(from -> layer.flaws().between(from, to, machine.platform())))
                .orElse(Fixes.NONE);
        if (!fixes.isEmpty()) {
            why.add(Reason.of(
                    "finding.mended_by_reboot",
                    "count",
                    Integer.toString(fixes.cves().size())));
        }
        return finding(installed, running, newest, fixes, why);
    }

    private Finding finding(Optional<SoftwareItem> item, String running, String newest, Fixes fixes, List<Reason> why) {
        return new Finding(
                machine.id(),
                item.map(one -> PatchId.of(one.ecosystem(), one.name(), one.arch(), one.version())),
                item.map(SoftwareItem::name).orElse(""),
                item.map(SoftwareItem::arch).orElse(""),
                running,
                newest,
                FindingState.REBOOT_PENDING,
                !fixes.isEmpty(),
                fixes.severity(),
                fixes.advisories(),
                fixes.cves().stream().map(CveId::value).toList(),
                Optional.empty(),
                why);
    }

    /** The installed package that holds this release of a kernel. */
    private Optional<SoftwareItem> kernelOf(String release) {
        return Arrays.stream(machine.items().toArray())
                .mapToObj(fleet::item)
                .filter(item -> holds(item, release))
                .findFirst();
    }

    private static boolean holds(SoftwareItem item, String release) {
        return item.ecosystem().equals(VersionOrders.DEB)
                ? DEB_NAMES.stream().anyMatch(prefix -> item.name().equals(prefix + release))
                : RPM_NAMES.contains(item.name()) && release.equals(item.version() + '.' + item.arch());
    }

    /** On Debian a package of its own; of a package with several versions side by side another version. */
    private Optional<SoftwareItem> runningOne(String running, SoftwareItem newest) {
        String suffix = '.' + newest.arch();
        if (newest.ecosystem().equals(VersionOrders.DEB) || !running.endsWith(suffix)) {
            return kernelOf(running);
        }
        String version = running.substring(0, running.length() - suffix.length());
        return Optional.of(new SoftwareItem(
                newest.ecosystem(),
                newest.name(),
                version,
                newest.arch(),
                newest.sourceName(),
                newest.sourceVersion().equals(newest.version()) ? version : newest.sourceVersion(),
                newest.multiArch()));
    }
}
