package io.fettle.spi.source;

import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where one file of a vendor's lies, as an admin configured it. Two that are written differently and mean the same are
 * equal.
 *
 * @param root as {@link SourceContext#fetcher} takes it
 * @param path as {@link Fetcher.Request} takes it
 */
public record FeedLocation(URI root, String path) {
    private static final int MAX_URI = 1_000;
    private static final Set<String> SCHEMES = Set.of("http", "https", "file");

    /**
     * Reads the uri of a file.
     *
     * @param key of the setting, for the message
     * @throws FettleException INVALID_SOURCE where it is none that a source may read
     */
    public static FeedLocation parse(String key, String text) {
        URI uri = uri(key, text.strip());
        String path = uri.getPath();
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw invalid(key, "must name a file, not a directory", null);
        }
        URI root = uri.resolve(".");
        boolean local = uri.getScheme().equalsIgnoreCase("file");
        return new FeedLocation(local ? URI.create("file:" + root.getRawPath()) : withLowerCaseHost(root), name);
    }

    private static URI uri(String key, String text) {
        URI uri;
        try {
            uri = new URI(text).normalize();
        } catch (URISyntaxException e) {
            throw invalid(key, "is no URI", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw invalid(key, "must start with http:, https: or file:", null);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid(key, "must not have user information, query or fragment", null);
        }
        boolean hasHost = uri.getHost() != null && !uri.getHost().isEmpty();
        String path = uri.getPath();
        if (scheme.equals("file") == hasHost || path == null || !path.startsWith("/") || path.contains("/../")) {
            throw invalid(key, "must look like https://host/file or file:/directory/file", null);
        }
        if (text.length() > MAX_URI) {
            throw invalid(key, "is longer than " + MAX_URI + " characters", null);
        }
        return uri;
    }

    private static URI withLowerCaseHost(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + uri.getRawPath());
    }

    private static FettleException invalid(String key, String problem, @Nullable Exception cause) {
        return new FettleException(SourceError.INVALID_SOURCE, "The setting \"" + key + "\" " + problem, cause);
    }

    @Override
    public String toString() {
        return root + path;
    }
}
