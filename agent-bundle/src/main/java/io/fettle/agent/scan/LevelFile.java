package io.fettle.agent.scan;

import io.fettle.api.inventory.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the owner of the computer lets Fettle do: the first word of {@code /etc/fettle/level}. Anything that is not
 * exactly as it should be means {@link Level#L0}. The applier checks again; this is for the report.
 */
public final class LevelFile {
    private static final Logger LOG = LoggerFactory.getLogger(LevelFile.class);
    private static final String PATH = "etc/fettle/level";
    private static final Set<PosixFilePermission> TOO_OPEN =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path root;
    private final int owner;

    /** @param owner user id that has to own the file and its directory: 0, except in tests */
    public LevelFile(Path root, int owner) {
        this.root = root;
        this.owner = owner;
    }

    public Level read() {
        Path file = root.resolve(PATH);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Level.L0;
        }
        try {
            Path directory = file.resolveSibling("");
            if (!ownersOnly(file) || !ownersOnly(directory) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                LOG.warn(
                        "{} does not count: it and its directory must belong to root and be writable by root only",
                        file);
                return Level.L0;
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be examined", file, e);
            return Level.L0;
        }
        String word = TextFiles.firstLine(file);
        return List.of(Level.values()).stream()
                .filter(level -> level.name().equals(word))
                .findFirst()
                .orElse(Level.L0);
    }

    private boolean ownersOnly(Path path) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object uid = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return uid.equals(owner) && attributes.permissions().stream().noneMatch(TOO_OPEN::contains);
    }
}
