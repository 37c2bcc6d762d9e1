package io.fettle.agent.scan.running;

import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.inventory.Want;

/** Packages with names of whatever kind. */
final class HostilePackages {
    private HostilePackages() {}

    static InstalledPackage kernel(String release) {
        String name = "linux-image-" + release;
        return new InstalledPackage(
                new SoftwareItem("deb", name, "6.1.76-1", "amd64", name, "6.1.76-1", MultiArch.NO), Want.INSTALL);
    }
}
