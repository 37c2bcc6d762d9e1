package io.fettle.source.rpm;

import java.util.Map;
import java.util.Optional;

/**
 * What repomd.xml says.
 *
 * @param files by type
 */
record Repomd(Age age, Map<String, MetadataFile> files) {
    static final String PRIMARY = "primary";
    static final String UPDATEINFO = "updateinfo";
    static final String MODULES = "modules";

    Repomd {
        files = Map.copyOf(files);
    }

    Optional<MetadataFile> find(String type) {
        return Optional.ofNullable(files.get(type));
    }
}
