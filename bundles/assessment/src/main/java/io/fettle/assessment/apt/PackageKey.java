package io.fettle.assessment.apt;

/**
 * What apt calls a package: a name on an architecture. Packages for all architectures belong to the native one.
 *
 * @param isNative whether it is the computer's first architecture; a pin that names none speaks of that one
 */
public record PackageKey(String name, String arch, boolean isNative) {
    public static final String ALL = "all";

    static PackageKey of(String name, String arch, String nativeArch) {
        String effective = arch.equals(ALL) ? nativeArch : arch;
        return new PackageKey(name, effective, effective.equals(nativeArch));
    }

    /** Whether a package of this architecture can be a version of it. */
    boolean takes(String arch) {
        return arch.equals(this.arch) || (isNative && arch.equals(ALL));
    }
}
