package io.fettle.api.inventory;

/**
 * One version of one package as installed somewhere; interned once for the fleet.
 *
 * @param ecosystem {@code deb}, {@code rpm}; others later
 * @param sourceName the source package it was built from (advisories speak of sources); the name itself where unknown
 * @param relations what its computer says that it says of others. Part of what it is, so that nobody's word counts for
 *     another computer's packages.
 */
public record SoftwareItem(
        String ecosystem,
        String name,
        String version,
        String arch,
        String sourceName,
        String sourceVersion,
        MultiArch multiArch,
        Relations relations) {
    /** An item whose computer does not tell its relations. */
    public SoftwareItem(
            String ecosystem,
            String name,
            String version,
            String arch,
            String sourceName,
            String sourceVersion,
            MultiArch multiArch) {
        this(ecosystem, name, version, arch, sourceName, sourceVersion, multiArch, Relations.UNKNOWN);
    }
}
