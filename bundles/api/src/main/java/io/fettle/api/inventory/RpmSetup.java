package io.fettle.api.inventory;

import java.util.List;
import java.util.function.Function;

/**
 * How dnf is set up.
 *
 * @param arch the native one, as dnf's {@code $basearch}
 * @param excludes patterns of packages that are not taken from anywhere
 * @param includes patterns of the only packages that are taken; empty for all
 * @param locks entries of versionlock, those that exclude with their exclamation mark; empty where it is not in use
 * @param modules active streams as {@code name:stream}: those enabled on the computer, and the defaults of others
 * @param obsoletes whether packages may take the place of those that they obsolete
 */
public record RpmSetup(
        String arch,
        List<RpmRepository> repositories,
        List<String> excludes,
        List<String> includes,
        List<String> locks,
        List<String> modules,
        boolean obsoletes)
        implements PackageSetup {
    public RpmSetup {
        repositories = List.copyOf(repositories);
        excludes = List.copyOf(excludes);
        includes = List.copyOf(includes);
        locks = List.copyOf(locks);
        modules = List.copyOf(modules);
    }

    @Override
    public List<String> architectures() {
        return List.of(arch);
    }

    @Override
    public <T> T either(Function<AptSetup, T> apt, Function<RpmSetup, T> rpm) {
        return rpm.apply(this);
    }
}
