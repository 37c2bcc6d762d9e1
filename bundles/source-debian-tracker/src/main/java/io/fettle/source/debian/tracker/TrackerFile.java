package io.fettle.source.debian.tracker;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.format.compress.DecompressionLimits;
import io.fettle.format.compress.Decompressor;
import io.fettle.spi.source.Cursor;
import io.fettle.spi.source.FeedLocation;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.SourceContext;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * One of the tracker's files, plain or compressed.
 *
 * @param key under which the cursor has it
 */
record TrackerFile(String key, FeedLocation location, long maxBytes) {
    /** The file as it was read. */
    record Edition(Digest digest, Optional<String> validator) {}

    /** Takes the content; the stream is to be read to its end. */
    interface Reader {
        void read(InputStream content, String what) throws IOException;
    }

    /** Whether the copy that the cursor knows is the current one: one small request. */
    boolean isUnchanged(SourceContext context, Cursor before) throws IOException, RefusedException {
        try (Fetcher.Fetched answer = open(context, validator(before))) {
            return answer.status() == Fetcher.Status.UNCHANGED;
        }
    }

    /** Reads it unless it is unchanged. @param known validator of the copy that we have */
    Optional<Edition> read(SourceContext context, Optional<String> known, Reader reader)
            throws IOException, RefusedException {
        try (Fetcher.Fetched answer = open(context, known)) {
            if (answer.status() == Fetcher.Status.UNCHANGED) {
                return Optional.empty();
            }
            MessageDigest hash = Digest.sha256();
            InputStream hashed = new DigestInputStream(answer.stream(), hash);
            DecompressionLimits limits = DecompressionLimits.of(maxBytes, maxBytes);
            try (InputStream content = Decompressor.open(hashed, limits, location.path())) {
                reader.read(content, location.path());
            }
            return Optional.of(new Edition(Digest.ofHash(hash.digest()), answer.validator()));
        }
    }

    /** Reads it whatever we have. */
    Edition readAnew(SourceContext context, Reader reader) throws IOException, RefusedException {
        return read(context, Optional.empty(), reader)
                .orElseThrow(() -> new IOException("The server says that nothing changed, unasked"));
    }

    Optional<String> validator(Cursor before) {
        return before.find(key + ".validator");
    }

    boolean is(Edition edition, Cursor before) {
        return before.find(key + ".digest").equals(Optional.of(edition.digest().hex()));
    }

    Cursor write(Cursor cursor, Edition edition) {
        return cursor.with(key + ".digest", edition.digest().hex()).with(key + ".validator", edition.validator());
    }

    private Fetcher.Fetched open(SourceContext context, Optional<String> known) throws IOException, RefusedException {
        Fetcher.Fetched answer =
                context.fetcher(location.root()).fetch(new Fetcher.Request(location.path(), maxBytes, known));
        if (answer.status() == Fetcher.Status.MISSING) {
            answer.close();
            throw new RefusedException(Reason.of("source.file.missing", "path", location.toString()));
        }
        return answer;
    }
}
