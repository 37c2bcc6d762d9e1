package io.fettle.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes a directory with all that is in it. Follows no links. */
final class Removal extends SimpleFileVisitor<Path> {
    /** Of the name that a directory has while it is being removed: cut off half way, it must not pass for a whole one. */
    static final String ENDING = ".being-removed";

    private Removal() {}

    static void of(Path directory) throws IOException {
        String name = directory.getFileName().toString();
        Path doomed = directory;
        if (!name.endsWith(ENDING)) {
            doomed = directory.resolveSibling(name + ENDING);
            if (Files.exists(doomed)) {
                of(doomed);
            }
            Files.move(directory, doomed);
        }
        Files.walkFileTree(doomed, new Removal());
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        Files.delete(directory);
        return FileVisitResult.CONTINUE;
    }
}
