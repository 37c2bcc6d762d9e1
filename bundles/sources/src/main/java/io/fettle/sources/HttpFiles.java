package io.fettle.sources;

import io.fettle.spi.source.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A vendor's server. HTTP/1.1, kept alive by the platform. Follows few redirects, never from https to http nor further
 * than the source may reach. Thread-safe.
 */
final class HttpFiles implements VendorFiles {
    private static final String USER_AGENT = "Fettle/0.1";
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_VALIDATOR = 250;
    private static final int MAX_ERROR_BODY = 64 * 1024;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final String ETAG = "etag ";
    private static final String DATE = "date ";

    private final URI root;
    private final VendorConnections connections;
    private final Reach reach;

    HttpFiles(URI root, VendorConnections connections, Reach reach) {
        this.root = root;
        this.connections = connections;
        this.reach = reach;
    }

    @Override
    public Answer get(String path, long offset, Optional<String> known) throws IOException {
        VendorFiles.requireInside(path);
        URI uri = root.resolve(encoded(path));
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpURLConnection connection = request(uri, offset, known);
            Optional<URI> elsewhere = redirect(uri, connection);
            if (elsewhere.isEmpty()) {
                return answer(uri, connection, offset);
            }
            drain(connection);
            uri = elsewhere.get();
        }
        throw new IOException("More than " + MAX_REDIRECTS + " redirects from " + root.getHost());
    }

    private static String encoded(String path) {
        try {
            // A leading slash keeps a colon in the first segment from being taken for a scheme.
            return new URI(null, null, "/" + path, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not a path: " + path, e);
        }
    }

    private HttpURLConnection request(URI uri, long offset, Optional<String> known) throws IOException {
        Proxy proxy = connections.proxyFor(uri);
        reach.require(root, uri, proxy);
        HttpURLConnection connection = connections.open(uri, proxy);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        connection.setReadTimeout((int) READ_LIMIT.toMillis());
        connection.setRequestProperty("User-Agent", USER_AGENT);
        connection.setRequestProperty("Accept", "*/*");
        if (offset > 0) {
            connection.setRequestProperty("Range", "bytes=" + offset + "-");
        }
        if (known.isPresent() && known.get().startsWith(ETAG)) {
            connection.setRequestProperty("If-None-Match", known.get().substring(ETAG.length()));
        } else if (known.isPresent() && known.get().startsWith(DATE)) {
            connection.setRequestProperty("If-Modified-Since", known.get().substring(DATE.length()));
        }
        return connection;
    }

    private static Optional<URI> redirect(URI from, HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
            return Optional.empty();
        }
        String location = connection.getHeaderField("Location");
        if (location == null) {
            throw new IOException(from.getHost() + " redirects without saying where to");
        }
        URI to;
        try {
            to = from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new IOException(from.getHost() + " redirects to something that is no URI", e);
        }
        String scheme = to.getScheme() == null ? "" : to.getScheme().toLowerCase(Locale.ROOT);
        boolean allowed = scheme.equals("https")
                || (scheme.equals("http") && from.getScheme().equalsIgnoreCase("http"));
        if (!allowed || to.getHost() == null || to.getRawUserInfo() != null) {
            throw new IOException(from.getHost() + " redirects to where we don't follow");
        }
        return Optional.of(to);
    }

    private static Answer answer(URI uri, HttpURLConnection connection, long offset) throws IOException {
        int status = connection.getResponseCode();
        switch (status) {
            case 200:
                return new Answer(Fetcher.Status.FOUND, connection.getInputStream(), 0, validator(connection));
            case 206:
                return new Answer(
                        Fetcher.Status.FOUND,
                        connection.getInputStream(),
                        requireRange(uri, connection, offset),
                        validator(connection));
            case 304:
                drain(connection);
                return Answer.without(Fetcher.Status.UNCHANGED);
            case 404, 410:
                drain(connection);
                return Answer.without(Fetcher.Status.MISSING);
            default:
                drain(connection);
                throw new IOException(uri.getHost() + " answers with HTTP status " + status);
        }
    }

    private static long requireRange(URI uri, HttpURLConnection connection, long offset) throws IOException {
        String range = connection.getHeaderField("Content-Range");
        if (range == null || !range.startsWith("bytes " + offset + "-")) {
            throw new IOException(uri.getHost() + " answers with another range than asked for");
        }
        return offset;
    }

    private static Optional<String> validator(HttpURLConnection connection) {
        String etag = connection.getHeaderField("ETag");
        if (etag != null && etag.length() <= MAX_VALIDATOR && isVisible(etag)) {
            return Optional.of(ETAG + etag);
        }
        String modified = connection.getHeaderField("Last-Modified");
        return modified != null && modified.length() <= MAX_VALIDATOR && isVisible(modified)
                ? Optional.of(DATE + modified)
                : Optional.empty();
    }

    private static boolean isVisible(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** Lets the connection be used again. */
    private static void drain(HttpURLConnection connection) throws IOException {
        InputStream error = connection.getErrorStream();
        try (InputStream rest = error != null ? error : bodyOf(connection)) {
            rest.readNBytes(MAX_ERROR_BODY);
        }
    }

    private static InputStream bodyOf(HttpURLConnection connection) {
        try {
            return connection.getInputStream();
        } catch (IOException e) {
            // An error without a body: nothing to drain.
            return InputStream.nullInputStream();
        }
    }
}
