package io.fettle.api.inventory;

import java.util.List;
import java.util.Optional;

/**
 * Everything but the packages that decides what apt would choose on a computer. Computers with equal setups share their
 * evaluation, so it holds nothing that is particular to one computer.
 */
public record AptSetup(
        List<String> architectures,
        List<AptRepository> repositories,
        List<PinRule> pins,
        Optional<String> defaultRelease) {
    public AptSetup {
        architectures = List.copyOf(architectures);
        repositories = List.copyOf(repositories);
        pins = List.copyOf(pins);
    }
}
