package io.fettle.api.inventory;

import java.util.List;
import java.util.Optional;

/**
 * What a computer has installed, plus facts. At most {@link #MAX_PACKAGES} packages.
 *
 * @param setup how its package manager is set up; empty where that is unknown
 */
public record Inventory(
        ComputerFacts facts,
        Optional<PackageSetup> setup,
        List<InstalledPackage> packages,
        Optional<Simulation> simulation) {
    public static final int MAX_PACKAGES = 50_000;
    /** Characters that a package may say of others. */
    public static final int MAX_RELATIONS = 16_384;
    /** Characters that all packages together may say of others. */
    public static final int MAX_ALL_RELATIONS = 8 << 20;

    public Inventory {
        packages = List.copyOf(packages);
        if (packages.size() > MAX_PACKAGES) {
            throw new IllegalArgumentException("An inventory has at most " + MAX_PACKAGES + " packages");
        }
    }

    /** Empty where apt does not rule the computer. */
    public Optional<AptSetup> apt() {
        return setup.flatMap(its -> its.either(Optional::of, rpm -> Optional.empty()));
    }

    /** Empty where dnf does not rule the computer. */
    public Optional<RpmSetup> rpm() {
        return setup.flatMap(its -> its.either(apt -> Optional.empty(), Optional::of));
    }
}
