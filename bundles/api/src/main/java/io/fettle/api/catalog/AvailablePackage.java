package io.fettle.api.catalog;

import io.fettle.api.Digest;
import io.fettle.api.inventory.MultiArch;
import java.util.List;

/**
 * One package version that a repository offers.
 *
 * @param repository number of its repository within the catalog revision
 * @param path below the repository's uri
 * @param ecosystem of the repository: {@code deb}, {@code rpm}
 * @param module as in {@link OfferedPackage}
 * @param obsoletes as in {@link OfferedPackage}
 */
public record AvailablePackage(
        int repository,
        String component,
        String name,
        String version,
        String arch,
        String sourceName,
        String sourceVersion,
        MultiArch multiArch,
        String path,
        long size,
        Digest digest,
        String ecosystem,
        String module,
        List<String> obsoletes) {
    private static final String DEB = "deb";

    public AvailablePackage {
        obsoletes = List.copyOf(obsoletes);
    }

    /** A package of ecosystem {@code deb}. */
    public AvailablePackage(
            int repository,
            String component,
            String name,
            String version,
            String arch,
            String sourceName,
            String sourceVersion,
            MultiArch multiArch,
            String path,
            long size,
            Digest digest) {
        this(
                repository,
                component,
                name,
                version,
                arch,
                sourceName,
                sourceVersion,
                multiArch,
                path,
                size,
                digest,
                DEB,
                "",
                List.of());
    }

    public PatchId patchId() {
        return PatchId.of(ecosystem, name, arch, version);
    }
}
