package io.fettle.api.inventory;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How apt is set up. */
public record AptSetup(
        List<String> architectures,
        List<AptRepository> repositories,
        List<PinRule> pins,
        Optional<String> defaultRelease)
        implements PackageSetup {
    public AptSetup {
        architectures = List.copyOf(architectures);
        repositories = List.copyOf(repositories);
        pins = List.copyOf(pins);
    }

    @Override
    public <T> T either(Function<AptSetup, T> apt, Function<RpmSetup, T> rpm) {
        return apt.apply(this);
    }
}
