package io.fettle.api.content;

import io.fettle.api.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Content by SHA-256. What it offers has been hashed; what it is asked for and does not hold is pulled through from a
 * {@link io.fettle.spi.content.ContentOrigin}, once, however many ask at the same time. Thread-safe.
 */
public interface Depot {
    /** Largest piece of content: 4 GiB. */
    long MAX_SIZE = 4L << 30;

    /** True where the content is here, whole and checked. Does not block. */
    boolean holds(Digest digest);

    /** Size in bytes, where it is held. */
    Optional<Long> size(Digest digest);

    /** Opens held content; empty where it is not held. The caller closes it. */
    Optional<InputStream> open(Digest digest) throws IOException;

    /**
     * Has content brought here, pulling it through where it is not held. Does not wait for it: the future becomes the file,
     * as {@link #file} tells it, once the content is here and checked. It does so on a thread of the depot's, so what
     * depends on it must not block. Every caller has a future of his own: to cancel it means to wait no longer, and the
     * download goes on. The depot sets no limit to the wait; the caller does.
     *
     * @return fails with {@link io.fettle.api.FettleException}: UNKNOWN_CONTENT (NOT_FOUND) where no origin knows it,
     *     ORIGIN_FAILED (EXTERNAL) where none could deliver it, NO_SPACE (RESOURCES), STILL_FETCHING (RESOURCES) where too
     *     many downloads wait or the depot stops; anything else is a fault of its own
     */
    CompletableFuture<Path> fetch(Digest digest);

    /**
     * Takes in content whose digest the caller knows: streamed to disk, hashed, made durable, then visible at once.
     *
     * @throws io.fettle.api.FettleException DIGEST_MISMATCH (EXTERNAL) where the bytes are not what they should be
     */
    void put(Digest digest, long size, InputStream content) throws IOException;

    /** Takes in content and tells its digest. At most {@code maxBytes}. */
    Digest put(InputStream content, long maxBytes) throws IOException;

    /** The file of held content, for zero-copy sending and memory mapping; read only. */
    Optional<Path> file(Digest digest);
}
