package io.fettle.api.catalog;

import io.fettle.api.Digest;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import java.util.List;

/**
 * One package version as a source hands it over.
 *
 * @param path below the repository's uri
 * @param offset where its stanza starts in the plain index; in an rpm repository its number there
 * @param module {@code name:stream} of the module that it belongs to; empty where it belongs to none
 * @param obsoletes what it takes the place of (rpm), each a name, with operator and version where it says so: {@code
 *     foo < 1:2.0-1}; never empty texts or texts with line feeds
 * @param relations what it says of others; unknown in ecosystems where nobody asks for it
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
        long offset,
        String module,
        List<String> obsoletes,
        Relations relations) {
    public OfferedPackage {
        obsoletes = List.copyOf(obsoletes);
        if (obsoletes.stream().anyMatch(text -> text.isEmpty() || text.indexOf('\n') >= 0)) {
            throw new IllegalArgumentException("What a package obsoletes has a name, in one line");
        }
        if (name.isEmpty() || version.isEmpty() || arch.isEmpty() || path.isEmpty() || size < 0 || offset < 0) {
            throw new IllegalArgumentException("A package needs name, version, architecture, path and size");
        }
    }

    /** A package that nobody knows the relations of. */
    public OfferedPackage(
            String name,
            String version,
            String arch,
            String sourceName,
            String sourceVersion,
            MultiArch multiArch,
            String path,
            long size,
            Digest digest,
            long offset,
            String module,
            List<String> obsoletes) {
        this(
                name,
                version,
                arch,
                sourceName,
                sourceVersion,
                multiArch,
                path,
                size,
                digest,
                offset,
                module,
                obsoletes,
                Relations.UNKNOWN);
    }

    /** A package of an ecosystem that has neither modules nor obsoletes. */
    public OfferedPackage(
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
        this(name, version, arch, sourceName, sourceVersion, multiArch, path, size, digest, offset, "", List.of());
    }

    /** The same package, with what it says of others. */
    public OfferedPackage with(Relations itsRelations) {
        return new OfferedPackage(
                name,
                version,
                arch,
                sourceName,
                sourceVersion,
                multiArch,
                path,
                size,
                digest,
                offset,
                module,
                obsoletes,
                itsRelations);
    }
}
