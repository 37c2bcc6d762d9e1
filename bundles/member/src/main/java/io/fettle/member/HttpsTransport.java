package io.fettle.member;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTPS with the platform's old client, which costs a small process 13 MB less than the new one. Connections are kept alive by
 * the platform, because the socket factory stays the same. Redirects are not followed. Thread-safe.
 */
public final class HttpsTransport implements Transport {
    private static final int CONNECT_MILLIS = 15_000;
    private static final int READ_MILLIS = 60_000;
    private static final Duration WHOLE_ANSWER = Duration.ofMinutes(5);
    private static final int MAX_RETRY_AFTER_SECONDS = 3600;
    private static final int BUFFER = 16 * 1024;

    private final SSLSocketFactory sockets;

    public HttpsTransport(SSLContext tls) {
        this.sockets = tls.getSocketFactory();
    }

    @Override
    public byte[] post(ServerAddress to, String path, String contentType, byte[] body, int maxAnswer)
            throws IOException {
        HttpsURLConnection connection = open(to, path);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", contentType);
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        requireStatus(connection, connection.getResponseCode() == HttpURLConnection.HTTP_OK);
        try (InputStream in = connection.getInputStream()) {
            return readAll(in, maxAnswer);
        }
    }

    @Override
    public Body get(ServerAddress from, String path, long offset) throws IOException {
        HttpsURLConnection connection = open(from, path);
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (offset > 0) {
            connection.setRequestProperty("Range", "bytes=" + offset + "-");
        }
        int status = connection.getResponseCode();
        boolean partial = status == HttpURLConnection.HTTP_PARTIAL && offset > 0;
        requireStatus(connection, status == HttpURLConnection.HTTP_OK || partial);
        if (partial && !startsAt(connection.getHeaderField("Content-Range"), offset)) {
            discard(connection);
            throw new IOException(from + " answered with another range than " + offset + "-");
        }
        return new Body(connection.getInputStream(), partial ? offset : 0);
    }

    @Override
    public long size(ServerAddress at, String path) throws IOException {
        HttpsURLConnection connection = open(at, path);
        connection.setRequestMethod("HEAD");
        requireStatus(connection, connection.getResponseCode() == HttpURLConnection.HTTP_OK);
        long size = connection.getContentLengthLong();
        if (size < 0) {
            throw new IOException(at + " does not say how long the content is");
        }
        return size;
    }

    private HttpsURLConnection open(ServerAddress to, String path) throws IOException {
        URL url = to.https(path).toURL();
        URLConnection opened = url.openConnection();
        if (!(opened instanceof HttpsURLConnection connection)) {
            throw new IOException("The platform has no HTTPS");
        }
        connection.setSSLSocketFactory(sockets);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestProperty("User-Agent", "fettle");
        return connection;
    }

    private static void requireStatus(HttpsURLConnection connection, boolean good) throws IOException {
        if (!good) {
            int status = connection.getResponseCode();
            int retryAfter = status == HttpURLConnection.HTTP_UNAVAILABLE ? retryAfter(connection) : 0;
            discard(connection);
            throw new UnexpectedStatusException(connection.getURL().getAuthority(), status, retryAfter);
        }
    }

    /** In seconds; 0 where nothing is said, or a date, which needs a clock that is right. */
    private static int retryAfter(HttpsURLConnection connection) {
        return Math.min(MAX_RETRY_AFTER_SECONDS, Math.max(0, connection.getHeaderFieldInt("Retry-After", 0)));
    }

    /** Short bodies of errors are read to their end, so that the connection can be used again. */
    private static void discard(HttpsURLConnection connection) {
        try (InputStream error = connection.getErrorStream()) {
            if (error != null) {
                error.readNBytes(BUFFER);
            }
        } catch (IOException e) {
            connection.disconnect();
        }
    }

    private static boolean startsAt(@Nullable String contentRange, long offset) {
        return contentRange != null && contentRange.startsWith("bytes " + offset + "-");
    }

    private static byte[] readAll(InputStream in, int max) throws IOException {
        long deadline = System.nanoTime() + WHOLE_ANSWER.toNanos();
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            all.write(buffer, 0, n);
            if (all.size() > max) {
                throw new IOException("An answer has over " + max + " bytes");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("An answer took over " + WHOLE_ANSWER.toMinutes() + " minutes");
            }
        }
        return all.toByteArray();
    }
}
