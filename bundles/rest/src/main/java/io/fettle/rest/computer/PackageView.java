package io.fettle.rest.computer;

import io.fettle.api.inventory.InstalledPackage;

/** An installed package. @param source the source package it was built from */
public record PackageView(String name, String arch, String version, String source, boolean held) {
    static PackageView of(InstalledPackage installed) {
        return new PackageView(
                installed.item().name(),
                installed.item().arch(),
                installed.item().version(),
                installed.item().sourceName(),
                installed.held());
    }
}
