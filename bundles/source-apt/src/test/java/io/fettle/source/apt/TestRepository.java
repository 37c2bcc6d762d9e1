package io.fettle.source.apt;

import io.fettle.api.Digest;
import io.fettle.spi.source.Fetcher;
import io.fettle.testkit.vendor.TestKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A repository on a server that exists in memory, and counts what is asked of it. */
final class TestRepository implements Fetcher {
    static final Instant DATE = Instant.parse("2026-06-01T12:00:00Z");

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Fields of the Release file, to be changed before {@link #sign}. */
    final Map<String, String> fields = new LinkedHashMap<>();
    /** What the server has, by path. */
    final Map<String, byte[]> files = new TreeMap<>();
    /** Indexes as the Release file lists them, by path below the suite. */
    final Map<String, byte[]> listed = new TreeMap<>();

    final List<String> requests = new ArrayList<>();
    Optional<String> validator = Optional.empty();

    private final String directory;

    TestRepository(String suite) {
        directory = suite.endsWith("/") ? suite : "dists/" + suite + "/";
        fields.put("Origin", "Debian");
        fields.put("Label", "Debian");
        fields.put("Suite", "oldstable");
        fields.put("Codename", suite);
        fields.put("Version", "12.1");
        fields.put("Date", date(DATE));
        fields.put("Acquire-By-Hash", "yes");
        fields.put("Architectures", "all amd64 i386");
        fields.put("Components", "main contrib");
        fields.put("No-Support-for-Architecture-all", "Packages");
    }

    static String date(Instant instant) {
        return RFC_2822.format(instant);
    }

    static String stanza(String name, String version, String... more) {
        String path = "pool/main/" + name + "/" + name + "_" + version + "_amd64.deb";
        return "Package: " + name + "\nVersion: " + version + "\nArchitecture: amd64\nFilename: " + path
                + "\nSize: 1234\nSHA256: "
                + Digest.of((name + version).getBytes(StandardCharsets.UTF_8)) + "\n"
                + (more.length == 0 ? "" : String.join("\n", more) + "\n") + "\n";
    }

    /** Adds an index in all three forms; like Debian, serves compressed ones only. */
    TestRepository index(String path, String... stanzas) {
        byte[] plain = String.join("", stanzas).getBytes(StandardCharsets.UTF_8);
        listed.put(path, plain);
        serve(path + ".xz", compressed(plain, true));
        serve(path + ".gz", compressed(plain, false));
        return this;
    }

    private void serve(String path, byte[] bytes) {
        listed.put(path, bytes);
        files.put(directory + path, bytes);
        files.put(byHash(path, bytes), bytes);
    }

    String byHash(String path, byte[] bytes) {
        return directory + path.substring(0, path.lastIndexOf('/') + 1) + "by-hash/SHA256/" + Digest.of(bytes);
    }

    String path(String below) {
        return directory + below;
    }

    String release() {
        StringBuilder text = new StringBuilder();
        fields.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append("SHA256:\n");
        listed.forEach((path, bytes) -> text.append(' ')
                .append(Digest.of(bytes))
                .append(' ')
                .append(bytes.length)
                .append(' ')
                .append(path)
                .append('\n'));
        return text.toString();
    }

    TestRepository sign(TestKey key) {
        files.put(directory + "InRelease", key.cleartext(release()));
        return this;
    }

    TestRepository signApart(TestKey key) {
        files.put(directory + "Release", release().getBytes(StandardCharsets.US_ASCII));
        files.put(directory + "Release.gpg", key.detached(release()));
        return this;
    }

    private static byte[] compressed(byte[] plain, boolean xz) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = xz ? new XZOutputStream(bytes, new LZMA2Options(0)) : new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Fetched fetch(Request request) throws IOException {
        requests.add(request.path());
        byte[] bytes = files.get(request.path());
        boolean unchanged = validator.isPresent() && request.known().equals(validator);
        Status status = bytes == null ? Status.MISSING : unchanged ? Status.UNCHANGED : Status.FOUND;
        return new Fetched() {
            @Override
            public Status status() {
                return status;
            }

            @Override
            public InputStream stream() {
                return status == Status.FOUND ? new ByteArrayInputStream(bytes) : InputStream.nullInputStream();
            }

            @Override
            public Optional<String> validator() {
                return validator;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
