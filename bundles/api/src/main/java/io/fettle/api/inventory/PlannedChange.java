package io.fettle.api.inventory;

import java.util.Optional;

/** One line of a package manager's plan. @param from empty where the package would be new */
public record PlannedChange(String name, String arch, Optional<String> from, String to) {}
