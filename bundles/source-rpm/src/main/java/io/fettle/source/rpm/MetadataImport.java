package io.fettle.source.rpm;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.content.ContentError;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.format.FormatException;
import io.fettle.format.compress.DecompressionLimits;
import io.fettle.format.compress.Decompressor;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.Fetcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Brings a repository's metadata into the depot and reads them from there, each checked against the list. */
final class MetadataImport {
    static final long MAX_STORED = 512L << 20;
    static final long MAX_PLAIN = 2L << 30;
    /** Where the list tells no size, the file has to be in memory once. */
    private static final long MAX_UNSIZED = 64L << 20;

    private final Fetcher fetcher;
    private final FeedSink sink;

    MetadataImport(Fetcher fetcher, FeedSink sink) {
        this.fetcher = fetcher;
        this.sink = sink;
    }

    /** Reads content to its end. */
    interface Reading<T> {
        T read(InputStream content, long maxBytes, String what) throws IOException;
    }

    /** Fetches the file unless the depot has it. */
    void download(MetadataFile file) throws IOException, RefusedException {
        Digest digest = stored(file);
        if (file.storedSize().orElse(0) > MAX_STORED || file.plainSize().orElse(0) > MAX_PLAIN) {
            throw refused("source.index.large", file);
        }
        if (sink.holds(digest)) {
            return;
        }
        long most = file.storedSize().isPresent() ? file.storedSize().getAsLong() + 1 : MAX_UNSIZED;
        try (Fetcher.Fetched answer = fetcher.fetch(Fetcher.Request.of(file.path(), most))) {
            if (answer.status() != Fetcher.Status.FOUND) {
                throw refused("source.torn", file);
            }
            keep(file, digest, answer.stream());
        }
    }

    private void keep(MetadataFile file, Digest digest, InputStream stream) throws IOException, RefusedException {
        try {
            if (file.storedSize().isPresent()) {
                sink.keep(digest, file.storedSize().getAsLong(), stream);
            } else {
                byte[] bytes = stream.readAllBytes();
                sink.keep(digest, bytes.length, new ByteArrayInputStream(bytes));
            }
        } catch (FettleException e) {
            if (e.code() == ContentError.DIGEST_MISMATCH) {
                throw refused("source.torn", file);
            }
            throw e;
        }
    }

    /** How the file stands in the list, with what the list leaves out worked out. */
    MirroredSuite.Index index(MetadataFile file, String component) throws IOException, RefusedException {
        Digest digest = stored(file);
        long size = file.storedSize().isPresent() ? file.storedSize().getAsLong() : length(digest);
        boolean listed = file.plain().isPresent() && file.plainSize().isPresent();
        MirroredSuite.Stored plain = listed
                ? new MirroredSuite.Stored(file.plain().get(), file.plainSize().getAsLong())
                : measured(file);
        return new MirroredSuite.Index(component, "", file.path(), new MirroredSuite.Stored(digest, size), plain);
    }

    private long length(Digest digest) throws IOException {
        try (InputStream bytes = sink.read(digest)) {
            return bytes.transferTo(OutputStream.nullOutputStream());
        }
    }

    private MirroredSuite.Stored measured(MetadataFile file) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (InputStream content = open(file, hash)) {
            long size = content.transferTo(OutputStream.nullOutputStream());
            return new MirroredSuite.Stored(Digest.ofHash(hash.digest()), size);
        }
    }

    /** Reads the decompressed content; refuses where that is not what the list says, which only its end can tell. */
    <T> T read(MetadataFile file, Reading<T> reading) throws IOException, RefusedException {
        MessageDigest hash = Digest.sha256();
        try (InputStream content = open(file, hash)) {
            T result = reading.read(content, maxPlain(file), file.path());
            content.transferTo(OutputStream.nullOutputStream());
            Optional<Digest> expected = file.plain();
            if (expected.isPresent() && !expected.get().equals(Digest.ofHash(hash.digest()))) {
                throw refused("source.torn", file);
            }
            return result;
        }
    }

    private InputStream open(MetadataFile file, MessageDigest hash) throws IOException {
        InputStream bytes = sink.read(file.stored().orElseThrow());
        try {
            DecompressionLimits limits = DecompressionLimits.of(MAX_STORED, maxPlain(file));
            return new DigestInputStream(Decompressor.open(bytes, limits, file.path()), hash);
        } catch (FormatException e) {
            bytes.close();
            throw e;
        }
    }

    private static long maxPlain(MetadataFile file) {
        return Math.max(1, file.plainSize().orElse(MAX_PLAIN));
    }

    private static Digest stored(MetadataFile file) throws RefusedException {
        if (file.stored().isEmpty()) {
            throw new RefusedException(Reason.of("source.checksum", "path", file.path(), "type", file.checksumType()));
        }
        return file.stored().get();
    }

    private static RefusedException refused(String code, MetadataFile file) {
        return new RefusedException(Reason.of(code, "path", file.path()));
    }
}
