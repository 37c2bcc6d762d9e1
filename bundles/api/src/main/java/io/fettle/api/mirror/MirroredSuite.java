package io.fettle.api.mirror;

import io.fettle.api.Digest;
import java.util.List;
import java.util.Optional;

/**
 * A suite's metadata, coherent: every index listed is in the depot and is what the signed list says.
 *
 * @param release the signed list: InRelease, or Release where {@code signature} is present
 * @param signature the detached Release.gpg
 */
public record MirroredSuite(
        String sourceId, String uri, String suite, Stored release, Optional<Stored> signature, List<Index> indexes) {
    public MirroredSuite {
        indexes = List.copyOf(indexes);
    }

    /** The one that a computer's repository means, however that spells its uri; the first one where several do. */
    public static Optional<MirroredSuite> meant(List<MirroredSuite> mirrored, String uri, String suite) {
        String key = RepositoryUri.key(uri, suite);
        return mirrored.stream()
                .filter(m -> RepositoryUri.key(m.uri(), m.suite()).equals(key))
                .findFirst();
    }

    /** Bytes in the depot. */
    public record Stored(Digest digest, long size) {}

    /**
     * One Packages index.
     *
     * @param path as in the signed list, for example {@code main/binary-amd64/Packages.xz}
     * @param stored the bytes as the vendor serves them (xz, gz or plain, by the path's ending)
     * @param plain digest and size of the uncompressed index, as in the signed list
     */
    public record Index(String component, String arch, String path, Stored stored, Stored plain) {}
}
