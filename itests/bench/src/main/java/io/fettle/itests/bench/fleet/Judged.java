package io.fettle.itests.bench.fleet;

import io.fettle.api.advisory.Advisories.Statement;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.version.DpkgVersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every item of a fleet judged once, without pins: what a peer needs to know that cannot compare versions. */
record Judged(List<Lacking> lacking, List<Flawed> flawed) {
    private static final DpkgVersionOrder ORDER = DpkgVersionOrder.INSTANCE;

    /** An item that a newer version is offered for. */
    record Lacking(int item, int patch, boolean security) {}

    /** An item that has a flaw. */
    record Flawed(int item, CveId cve) {}

    static Judged of(MemoryFleet fleet, Catalog.Revision revision) {
        List<Lacking> lacking = new ArrayList<>();
        List<Flawed> flawed = new ArrayList<>();
        Map<PatchId, Integer> patches = new HashMap<>();
        for (int number = 0; number < fleet.itemCount(); number++) {
            SoftwareItem item = fleet.item(number);
            int release = release(item);
            Optional<AvailablePackage> newest = revision.versionsOf(item.name()).stream()
                    .filter(offer -> suite(revision, offer).startsWith(World.suite(release, false)))
                    .max(Comparator.comparing(AvailablePackage::version, ORDER));
            int at = number;
            newest.filter(offer -> ORDER.compare(offer.version(), item.version()) > 0)
                    .ifPresent(offer -> lacking.add(new Lacking(
                            at,
                            patches.computeIfAbsent(offer.patchId(), patch -> patches.size()),
                            suite(revision, offer).endsWith("-security"))));
            Affected.Subject subject = new Affected.Subject(
                    "deb", "Debian:" + World.RELEASES.get(release), PackageLevel.SOURCE, item.sourceName());
            for (Statement statement : revision.advisories().about(subject)) {
                if (ORDER.compare(item.version(), statement.affected().fixed().orElseThrow()) < 0) {
                    statement.cves().forEach(cve -> flawed.add(new Flawed(at, cve)));
                }
            }
        }
        return new Judged(lacking, flawed);
    }

    private static String suite(Catalog.Revision revision, AvailablePackage offer) {
        return revision.repositories().get(offer.repository()).suite();
    }

    private static int release(SoftwareItem item) {
        return item.version().contains(World.RELEASES.get(0) + "u") ? 0 : 1;
    }
}
