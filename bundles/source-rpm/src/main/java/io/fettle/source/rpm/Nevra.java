package io.fettle.source.rpm;

import java.util.Optional;

/**
 * Name, epoch, version, release and architecture of a package, each in its form.
 *
 * @param epoch a number without leading zeros; 0 where a package has none
 */
record Nevra(String name, String epoch, String version, String release, String arch) {
    /** Empty where a part is out of form. */
    static Optional<Nevra> of(String name, String epoch, String version, String release, String arch) {
        boolean formed = Forms.isName(name)
                && Forms.isEpoch(epoch)
                && Forms.isVersion(version)
                && Forms.isVersion(release)
                && Forms.isArch(arch);
        return formed ? Optional.of(new Nevra(name, withoutZeros(epoch), version, release, arch)) : Optional.empty();
    }

    private static String withoutZeros(String epoch) {
        return epoch.isEmpty() ? "0" : String.valueOf(Long.parseLong(epoch));
    }

    boolean isSource() {
        return arch.equals("src") || arch.equals("nosrc");
    }

    /** {@code [epoch:]version-release}, an epoch of 0 left out. */
    String evr() {
        return (epoch.equals("0") ? "" : epoch + ':') + version + '-' + release;
    }

    /** With the epoch always written out, as module lists do it. */
    @Override
    public String toString() {
        return name + '-' + epoch + ':' + version + '-' + release + '.' + arch;
    }
}
