package io.fettle.source.rpm;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** The setting {@code uri}: where a repository lies, in one spelling. */
final class RepositoryRoot {
    private static final String KEY = "uri";
    private static final int MAX_LENGTH = 1_000;
    private static final Set<String> SCHEMES = Set.of("http", "https", "file");

    private RepositoryRoot() {}

    static URI parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw RpmSettings.invalid(KEY, "is longer than " + MAX_LENGTH + " characters");
        }
        URI uri;
        try {
            uri = new URI(text.endsWith("/") ? text : text + "/").normalize();
        } catch (URISyntaxException e) {
            throw RpmSettings.invalid(KEY, "is no URI");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw RpmSettings.invalid(KEY, "must start with http:, https: or file:");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw RpmSettings.invalid(KEY, "must not have user information, query or fragment");
        }
        boolean local = scheme.equals("file");
        String host = uri.getHost() == null ? "" : uri.getHost();
        if (local != host.isEmpty() || uri.getRawPath() == null) {
            throw RpmSettings.invalid(KEY, local ? "must look like file:/directory/" : "has no host");
        }
        if (local) {
            return URI.create("file:" + uri.getRawPath());
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(scheme + "://" + host.toLowerCase(Locale.ROOT) + port + uri.getRawPath());
    }
}
