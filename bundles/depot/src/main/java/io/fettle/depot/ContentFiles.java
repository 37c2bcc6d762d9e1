package io.fettle.depot;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.ContentError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The depot's directory: {@code ab/abcd…} for whole content, {@code incoming/} for what is being written, {@code
 * partial/} for downloads that can go on. Paths are made of digests only, never of names from outside. Thread-safe.
 */
final class ContentFiles {
    private static final String INCOMING = "incoming";
    private static final String PARTIAL = "partial";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final Duration PARTIAL_LIFE = Duration.ofDays(7);

    private final Path root;
    private final long minimumFree;
    private final LongSupplier usableSpace;
    private final Clock clock;
    private final Holdings holdings;
    private boolean prepared;

    ContentFiles(Path root, long minimumFree, LongSupplier usableSpace, Clock clock) {
        this.root = root;
        this.minimumFree = minimumFree;
        this.usableSpace = usableSpace;
        this.clock = clock;
        this.holdings = new Holdings(root);
    }

    static ContentFiles in(Path root, long minimumFree) {
        return new ContentFiles(root, minimumFree, usableSpaceOf(root), Clock.systemUTC());
    }

    private static LongSupplier usableSpaceOf(Path root) {
        return () -> {
            try {
                return Files.getFileStore(root).getUsableSpace();
            } catch (IOException e) {
                throw new FettleException(ContentError.NO_SPACE, "Can't tell how much space the depot's disk has", e);
            }
        };
    }

    boolean holds(Digest digest) {
        return Files.isRegularFile(file(digest), LinkOption.NOFOLLOW_LINKS);
    }

    Path file(Digest digest) {
        return root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    /** A new empty file for writing; dropped at the next start where it was not adopted. */
    Path newIncoming() throws IOException {
        prepare();
        return Files.createTempFile(root.resolve(INCOMING), "", "");
    }

    /** Where a download of this content goes on. */
    Path partial(Digest digest) throws IOException {
        prepare();
        return root.resolve(PARTIAL).resolve(digest.hex());
    }

    void requireSpace(long bytes) throws IOException {
        prepare();
        if (usableSpace.getAsLong() - bytes < minimumFree) {
            throw new FettleException(
                    ContentError.NO_SPACE, "The depot's disk has no room for " + bytes + " bytes; free some space");
        }
    }

    /** Makes a file, whose bytes are forced to disk and have this digest, visible. */
    void adopt(Path written, Digest digest) throws IOException {
        Path target = file(digest);
        Path directory = root.resolve(digest.hex().substring(0, 2));
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            forceDirectory(root);
        }
        long size = Files.size(written);
        boolean replaces = Files.exists(target);
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(directory);
        if (!replaces) {
            holdings.added(size);
        }
    }

    /** Takes content out. */
    void drop(Digest digest) throws IOException {
        long size = file(digest).toFile().length();
        if (Files.deleteIfExists(file(digest))) {
            holdings.removed(size);
        }
    }

    /** Everything that is whole; other files are none of ours. */
    void each(Consumer<Digest> reader) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root, "[0-9a-f][0-9a-f]")) {
            for (Path directory : directories) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                    for (Path file : files) {
                        if (NAME.matcher(file.getFileName().toString()).matches()) {
                            reader.accept(new Digest(file.getFileName().toString()));
                        }
                    }
                }
            }
        }
    }

    /** How much is held; looks through the disk the first time. */
    Holdings holdings() throws IOException {
        holdings.count();
        return holdings;
    }

    /** Once before the first write, so that starting up needs no disk. */
    private synchronized void prepare() throws IOException {
        if (prepared) {
            return;
        }
        if (!Files.isDirectory(root)) {
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.createDirectories(root.resolve(INCOMING));
        Files.createDirectories(root.resolve(PARTIAL));
        dropOlderThan(root.resolve(INCOMING), Instant.MAX);
        dropOlderThan(root.resolve(PARTIAL), clock.instant().minus(PARTIAL_LIFE));
        prepared = true;
    }

    private static void dropOlderThan(Path directory, Instant limit) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
