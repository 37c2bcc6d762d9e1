package io.fettle.assessment.rpm;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.inventory.SoftwareItem;

/** A package as patterns see it. @param epoch 0 where it has none */
record Nevra(String name, String epoch, String version, String release, String arch) {
    static Nevra of(AvailablePackage offer) {
        return of(offer.name(), offer.version(), offer.arch());
    }

    static Nevra of(SoftwareItem item) {
        return of(item.name(), item.version(), item.arch());
    }

    private static Nevra of(String name, String evr, String arch) {
        int colon = evr.indexOf(':');
        int dash = evr.lastIndexOf('-');
        return new Nevra(
                name,
                colon < 0 ? "0" : evr.substring(0, colon),
                dash < 0 ? evr.substring(colon + 1) : evr.substring(colon + 1, dash),
                dash < 0 ? "" : evr.substring(dash + 1),
                arch);
    }
}
