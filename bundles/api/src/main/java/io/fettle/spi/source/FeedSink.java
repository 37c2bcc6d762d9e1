package io.fettle.spi.source;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.mirror.MirroredSuite;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes what a source hands over, in this order: bytes; a repository; its indexes; the packages of each. Nothing is
 * visible before the run has completed. Idempotent: handing over the same again changes nothing. Usable on the run's
 * thread until the run ends or is cancelled; from then on every call fails. Later kinds of facts come as further
 * methods.
 */
public interface FeedSink {
    /** Whether these bytes are in the depot already, so that they need not be downloaded. */
    boolean holds(Digest digest);

    /**
     * Takes the vendor's bytes into the depot, hashed and durable.
     *
     * @throws io.fettle.api.FettleException DIGEST_MISMATCH where they are not what digest and size say
     */
    void keep(Digest digest, long size, InputStream bytes) throws IOException;

    /** Reads bytes that the depot holds. The caller closes the stream. */
    InputStream read(Digest digest) throws IOException;

    /** Starts a suite of a repository. Its signed bytes have been kept. */
    void repository(OfferedRepository repository);

    /**
     * Starts an index of the repository started last. Its bytes have been kept.
     *
     * @return whether its packages are wanted; false where an earlier run handed over this very index
     */
    boolean index(MirroredSuite.Index index) throws IOException;

    /** A package of the index started last. */
    void offered(OfferedPackage offered);
}
