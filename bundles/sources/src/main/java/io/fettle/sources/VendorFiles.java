package io.fettle.sources;

import io.fettle.spi.source.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Files below one root, over HTTP or in a directory. Thread-safe. */
interface VendorFiles {
    /**
     * @param path as in {@link Fetcher.Request}
     * @param offset where to start; the answer may start at 0 all the same
     * @param known validator of the copy we have
     */
    Answer get(String path, long offset, Optional<String> known) throws IOException;

    /** @throws IllegalArgumentException for a root that is neither */
    static VendorFiles below(URI root, VendorConnections connections, Reach reach) {
        String scheme = root.getScheme() == null ? "" : root.getScheme().toLowerCase(Locale.ROOT);
        boolean bare = root.getRawUserInfo() == null && root.getRawQuery() == null && root.getRawFragment() == null;
        if (!bare || root.getRawPath() == null || !root.getRawPath().endsWith("/")) {
            throw new IllegalArgumentException("Not the root of a repository: " + root);
        }
        return switch (scheme) {
            case "http", "https" -> new HttpFiles(root, connections, reach);
            case "file" -> new DirectoryFiles(Path.of(root.getPath()));
            default -> throw new IllegalArgumentException("Neither http, https nor file: " + root);
        };
    }

    /** @throws IllegalArgumentException for a path that could lead out of the root */
    static void requireInside(String path) {
        for (String segment : path.split("/", -1)) {
            boolean odd = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (odd || segment.indexOf('\\') >= 0 || segment.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("Not a path below a root: " + path);
            }
        }
    }
}
