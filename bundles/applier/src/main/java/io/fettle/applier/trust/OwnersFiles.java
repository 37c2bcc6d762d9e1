package io.fettle.applier.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Small files of the computer's owner. A file counts only if it and its directory belong to the owner and nobody else can
 * write to them; any other is as if it were not there.
 */
final class OwnersFiles {
    private static final int MAX = 64 * 1024;
    private static final Set<PosixFilePermission> TOO_OPEN =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path directory;
    private final int owner;

    OwnersFiles(Path directory, int owner) {
        this.directory = directory;
        this.owner = owner;
    }

    Optional<byte[]> read(String name) {
        Path file = directory.resolve(name);
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !ownersOnly(directory)
                    || !ownersOnly(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(MAX + 1);
                return bytes.length > MAX ? Optional.empty() : Optional.of(bytes);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean ownersOnly(Path path) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object uid = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return uid.equals(owner) && attributes.permissions().stream().noneMatch(TOO_OPEN::contains);
    }
}
