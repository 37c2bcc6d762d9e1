package io.fettle.api.inventory;

import java.util.List;
import java.util.Optional;

/**
 * One line of a package manager's plan.
 *
 * @param from empty where the package would be new; the newest installed one where it would be added side by side
 * @param replaces what else would go because of it, sorted by name, architecture and version
 */
public record PlannedChange(
        String name, String arch, Optional<String> from, String to, List<ReplacedPackage> replaces) {
    public PlannedChange {
        replaces = ReplacedPackage.sorted(replaces);
    }

    /** Nothing else goes. */
    public PlannedChange(String name, String arch, Optional<String> from, String to) {
        this(name, arch, from, to, List.of());
    }
}
