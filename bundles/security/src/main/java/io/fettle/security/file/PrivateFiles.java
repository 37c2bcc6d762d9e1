package io.fettle.security.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * One directory of files with mode 0600 (the directory: 0700). A write goes to a new file that is forced to disk and then
 * renamed. Not thread-safe: each directory has one owner.
 */
public final class PrivateFiles {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final String UNFINISHED = ".unfinished";

    private final Path directory;

    private PrivateFiles(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory where it is missing, narrows its mode, and drops what an interrupted write left. */
    public static PrivateFiles in(Path directory) {
        try {
            Files.createDirectories(directory);
            if (posix(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            return new PrivateFiles(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + directory + ": check its owner and free space", e);
        }
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    public boolean has(String name) {
        return Files.exists(path(name));
    }

    public byte[] read(String name) {
        Path file = path(name);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalStateException(file + " is too large to be what it should be");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Replaces the file as a whole; durable when the call returns. */
    public void write(String name, byte[] content) {
        Path target = path(name);
        Path unfinished = path(name + UNFINISHED);
        try {
            Files.deleteIfExists(unfinished);
            if (posix(directory)) {
                Files.createFile(
                        unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(unfinished);
            }
            try (FileChannel out = FileChannel.open(unfinished, Set.of(StandardOpenOption.WRITE))) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + target + ": check owner and free space", e);
        }
    }

    /** Deletes the files whose names begin with {@code prefix}, all but one. */
    public void deleteOthers(String prefix, String kept) {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(
                directory, file -> String.valueOf(file.getFileName()).startsWith(prefix))) {
            for (Path file : candidates) {
                if (!String.valueOf(file.getFileName()).equals(kept)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tidy " + directory, e);
        }
    }

    private void forceDirectory() throws IOException {
        if (posix(directory)) {
            try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
    }

    private static boolean posix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
