package io.fettle.api.inventory;

import java.util.List;
import java.util.Optional;

/** What a computer has installed, plus facts. At most {@link #MAX_PACKAGES} packages. */
public record Inventory(
        ComputerFacts facts, Optional<AptSetup> apt, List<InstalledPackage> packages, Optional<Simulation> simulation) {
    public static final int MAX_PACKAGES = 50_000;

    public Inventory {
        packages = List.copyOf(packages);
        if (packages.size() > MAX_PACKAGES) {
            throw new IllegalArgumentException("An inventory has at most " + MAX_PACKAGES + " packages");
        }
    }
}
