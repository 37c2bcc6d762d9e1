package io.fettle.assessment.flaw;

import io.fettle.api.inventory.SoftwareItem;

/**
 * Whether a version of a package was built for a module. Build systems of modules write it into the release, and vendors
 * that have no modules never do.
 */
public final class Modularity {
    private Modularity() {}

    public static boolean isModular(SoftwareItem item) {
        return isModular(item.version());
    }

    static boolean isModular(String version) {
        int release = version.lastIndexOf('-');
        return release >= 0 && (version.indexOf(".module+", release) >= 0 || version.indexOf(".module_", release) >= 0);
    }
}
