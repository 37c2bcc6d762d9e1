package io.fettle.depot;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.ContentError;
import io.fettle.api.content.Depot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Takes content from within the server: hashed on its way, durable, and only then among the depot's files. Thread-safe. */
record Deposit(ContentFiles files) {
    private static final int BUFFER = 64 * 1024;

    /** @param isNew whether it was not there before */
    record Taken(Digest digest, boolean isNew) {}

    /** @return whether it was not there before */
    boolean take(Digest digest, long size, InputStream content) throws IOException {
        if (size < 0 || size > Depot.MAX_SIZE) {
            throw new FettleException(ContentError.TOO_LARGE, "Content " + digest + " can't have " + size + " bytes");
        }
        if (files.holds(digest)) {
            return false;
        }
        files.requireSpace(size);
        Path incoming = files.newIncoming();
        try {
            Written written = write(content, incoming, size, ContentError.DIGEST_MISMATCH);
            if (written.size() != size || !written.digest().equals(digest)) {
                throw new FettleException(
                        ContentError.DIGEST_MISMATCH,
                        "Expected content " + digest + " of " + size + " bytes, got " + written.digest() + " of "
                                + written.size());
            }
            files.adopt(incoming, digest);
            return true;
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    Taken take(InputStream content, long maxBytes) throws IOException {
        files.requireSpace(0);
        Path incoming = files.newIncoming();
        try {
            Written written = write(content, incoming, Math.min(maxBytes, Depot.MAX_SIZE), ContentError.TOO_LARGE);
            boolean isNew = !files.holds(written.digest());
            if (isNew) {
                files.adopt(incoming, written.digest());
            }
            return new Taken(written.digest(), isNew);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private record Written(Digest digest, long size) {}

    private static Written write(InputStream content, Path target, long maxBytes, ContentError tooMany)
            throws IOException {
        MessageDigest hash = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                total += count;
                if (total > maxBytes) {
                    throw new FettleException(tooMany, "Content has more than the allowed " + maxBytes + " bytes");
                }
                hash.update(buffer, 0, count);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
        return new Written(Digest.ofHash(hash.digest()), total);
    }
}
