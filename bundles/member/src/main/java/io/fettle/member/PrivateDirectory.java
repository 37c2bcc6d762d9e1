package io.fettle.member;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory with mode 0700 and files with mode 0600. A write goes to a new file that is forced to disk and then renamed,
 * so a file is always whole. Names are checked: nothing leads out of the directory. Not thread-safe.
 */
public final class PrivateDirectory {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._%+~@:-]{0,250}");
    private static final String UNFINISHED = ".unfinished";

    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    /** Makes the directory where it is missing and narrows its mode. */
    public static PrivateDirectory at(Path path) {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            return new PrivateDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + path + ": check its owner and free space", e);
        }
    }

    public PrivateDirectory child(String name) {
        return at(file(name));
    }

    public Path path() {
        return path;
    }

    /** Where a file of this name is or would be. */
    public Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a file name of ours: " + name);
        }
        return path.resolve(name);
    }

    public boolean has(String name) {
        return Files.exists(file(name));
    }

    /** Replaces the file as a whole; durable when the call returns. */
    public void write(String name, byte[] content) {
        Path unfinished = file(name + UNFINISHED);
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel out = FileChannel.open(unfinished, Set.of(StandardOpenOption.WRITE))) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            rename(unfinished, name);
        } catch (IOException e) {
            throw failed("write", name, e);
        }
    }

    /** Forces a file that was written elsewhere on this file system to disk and gives it its name. */
    public void adopt(Path finished, String name) {
        try {
            Files.setPosixFilePermissions(finished, PosixFilePermissions.fromString("rw-------"));
            try (FileChannel written = FileChannel.open(finished, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            rename(finished, name);
        } catch (IOException e) {
            throw failed("write", name, e);
        }
    }

    /** Gives a directory, complete with what is in it, its final name. */
    public void renameDirectory(String from, String to) {
        try {
            force(file(from));
            rename(file(from), to);
        } catch (IOException e) {
            throw failed("rename", from, e);
        }
    }

    /** @throws UncheckedIOException also where the file has over {@code max} bytes */
    public Optional<byte[]> read(String name, int max) {
        try {
            Path file = file(name);
            if (Files.size(file) > max) {
                throw new IOException("It has over " + max + " bytes");
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", name, e);
        }
    }

    /**
     * What the file says, as {@code reading} takes it. Only we write here, so what cannot be read was damaged, and nobody can
     * guess what it said.
     *
     * @throws UncheckedIOException also where {@code reading} finds something that it never wrote
     */
    public <T> Optional<T> read(String name, int max, Function<String, T> reading) {
        Optional<byte[]> bytes = read(name, max);
        try {
            return bytes.map(b -> reading.apply(new String(b, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw new UncheckedIOException(
                    path.resolve(name) + " is damaged: check the disk, and bring the file back from a backup",
                    new IOException(e));
        }
    }

    /** Durable when the call returns. */
    public void delete(String name) {
        try {
            if (Files.deleteIfExists(file(name))) {
                force(path);
            }
        } catch (IOException e) {
            throw failed("delete", name, e);
        }
    }

    /** Deletes a directory below this one with everything in it; follows no links. */
    public void deleteTree(String name) {
        Path top = file(name);
        if (!Files.exists(top)) {
            return;
        }
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
            force(path);
        } catch (IOException e) {
            throw failed("delete", name, e);
        }
    }

    /** Names of everything in it, sorted, without what an interrupted write left. */
    public List<String> names() {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(p -> String.valueOf(p.getFileName()))
                    .filter(n -> !n.endsWith(UNFINISHED) && NAME.matcher(n).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + path, e);
        }
    }

    private void rename(Path from, String name) throws IOException {
        Files.move(from, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(path);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private UncheckedIOException failed(String what, String name, IOException cause) {
        return new UncheckedIOException(
                "Cannot " + what + " " + path.resolve(name) + ": check its owner and free space", cause);
    }
}
