package io.fettle.depot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much is held: counted once on disk, then kept up to date. What comes while it is counted may be missed or counted
 * twice; the next start puts that right. Thread-safe.
 */
final class Holdings {
    private final Path root;
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private boolean counted;

    /** @param root has a directory for each first two digits of the digests */
    Holdings(Path root) {
        this.root = root;
    }

    synchronized void added(long size) {
        if (counted) {
            files.incrementAndGet();
            bytes.addAndGet(size);
        }
    }

    synchronized void removed(long size) {
        if (counted) {
            files.decrementAndGet();
            bytes.addAndGet(-size);
        }
    }

    synchronized void count() throws IOException {
        if (counted || !Files.isDirectory(root)) {
            return;
        }
        files.set(0);
        bytes.set(0);
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root, "[0-9a-f][0-9a-f]")) {
            for (Path directory : directories) {
                countIn(directory);
            }
        }
        counted = true;
    }

    private void countIn(Path directory) throws IOException {
        try (DirectoryStream<Path> held = Files.newDirectoryStream(directory)) {
            for (Path file : held) {
                files.incrementAndGet();
                bytes.addAndGet(file.toFile().length());
            }
        }
    }

    long files() {
        return Math.max(0, files.get());
    }

    long bytes() {
        return Math.max(0, bytes.get());
    }
}
