package io.fettle.launcher;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What live processes have open, as far as the system (Linux) tells this user. */
final class OpenFiles {
    private static final Path PROCESSES = Path.of("/proc");

    private OpenFiles() {}

    /** @param directory a real path */
    static boolean anyBelow(Path directory) {
        if (!Files.isDirectory(PROCESSES)) {
            return false;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (hasOpen(process.resolve("fd"), directory)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return true; // Better one build too many.
        }
    }

    private static boolean hasOpen(Path descriptors, Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
            for (Path file : files) {
                if (isBelow(file, directory)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false; // It has ended, or is somebody else's.
        }
        return false;
    }

    private static boolean isBelow(Path descriptor, Path directory) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(directory);
        } catch (IOException e) {
            return false; // Closed meanwhile.
        }
    }
}
