package io.fettle.source.rpm;

import io.fettle.api.Digest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that repomd.xml lists.
 *
 * @param path below the repository's root
 * @param checksumType as listed, lower case
 * @param stored of the bytes as they lie on the server; present if and only if the type is SHA-256
 * @param plain of the decompressed content
 */
record MetadataFile(
        String type,
        String path,
        String checksumType,
        Optional<Digest> stored,
        OptionalLong storedSize,
        Optional<Digest> plain,
        OptionalLong plainSize) {}
