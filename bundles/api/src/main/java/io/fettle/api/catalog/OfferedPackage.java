package io.fettle.api.catalog;

import io.fettle.api.Digest;
import io.fettle.api.inventory.MultiArch;

/**
 * One package version as a source hands it over.
 *
 * @param path below the repository's uri
 * @param offset where its stanza starts in the plain index
 */
public record OfferedPackage(
        String name,
        String version,
        String arch,
        String sourceName,
        String sourceVersion,
        MultiArch multiArch,
        String path,
        long size,
        Digest digest,
        long offset) {
    public OfferedPackage {
        if (name.isEmpty() || version.isEmpty() || arch.isEmpty() || path.isEmpty() || size < 0 || offset < 0) {
            throw new IllegalArgumentException("A package needs name, version, architecture, path and size");
        }
    }
}
