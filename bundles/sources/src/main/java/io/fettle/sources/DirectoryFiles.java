package io.fettle.sources;

import io.fettle.spi.source.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** A local mirror directory. Links may point anywhere within it, and nowhere else. Thread-safe. */
final class DirectoryFiles implements VendorFiles {
    private final Path root;

    DirectoryFiles(Path root) {
        this.root = root;
    }

    @Override
    public Answer get(String path, long offset, Optional<String> known) throws IOException {
        VendorFiles.requireInside(path);
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
        Path file;
        try {
            file = root.resolve(path).toRealPath();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Answer.without(Fetcher.Status.MISSING);
        }
        if (!file.startsWith(root.toRealPath())) {
            throw new IOException("A link leads out of the mirror directory: " + path);
        }
        if (!Files.isRegularFile(file)) {
            return Answer.without(Fetcher.Status.MISSING);
        }
        String validator =
                Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
        if (known.isPresent() && known.get().equals(validator)) {
            return Answer.without(Fetcher.Status.UNCHANGED);
        }
        InputStream stream = Files.newInputStream(file);
        stream.skipNBytes(Math.min(offset, Files.size(file)));
        return new Answer(Fetcher.Status.FOUND, stream, offset, Optional.of(validator));
    }
}
