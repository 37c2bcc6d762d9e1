package io.fettle.api.catalog;

import io.fettle.api.Digest;
import io.fettle.api.inventory.MultiArch;

/**
 * One package version that a repository offers.
 *
 * @param repository number of its repository within the catalog revision
 * @param path below the repository's uri
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
        Digest digest) {
    public PatchId patchId() {
        return PatchId.of("deb", name, arch, version);
    }
}
