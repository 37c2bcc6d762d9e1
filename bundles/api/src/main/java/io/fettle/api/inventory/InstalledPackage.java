package io.fettle.api.inventory;

/**
 * A package that is there on one computer; one of which only the configuration is left is not.
 *
 * @param want what the owner wants with it
 */
public record InstalledPackage(SoftwareItem item, Want want) {
    public InstalledPackage(SoftwareItem item, boolean held) {
        this(item, held ? Want.HOLD : Want.INSTALL);
    }

    /** Whether the owner said that it shall stay as it is. */
    public boolean held() {
        return want == Want.HOLD;
    }
}
