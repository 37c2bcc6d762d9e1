package io.fettle.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.Optional;

/**
 * A file of the page.
 *
 * @param path under which it is asked for
 * @param sha256 of its bytes, in hexadecimal
 * @param content where its bytes lie
 * @param compressed where the same lies compressed by gzip; empty where that would save nothing
 */
record SiteFile(String path, String sha256, URL content, Optional<URL> compressed) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    String type() {
        return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    }

    /** The build names these after their content, so they never change. */
    boolean isImmutable() {
        return path.startsWith("/assets/");
    }

    /** A strong tag belongs to bytes, and the compressed ones are others. */
    String tag(boolean asGzip) {
        return '"' + sha256 + (asGzip ? "-gzip\"" : "\"");
    }

    byte[] bytes(boolean asGzip) throws IOException {
        URL from = asGzip ? compressed.orElse(content) : content;
        try (InputStream in = from.openStream()) {
            return in.readAllBytes();
        }
    }
}
