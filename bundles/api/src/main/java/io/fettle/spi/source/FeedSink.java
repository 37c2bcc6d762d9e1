package io.fettle.spi.source;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.mirror.MirroredSuite;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes what a source hands over, in this order: bytes; a repository; its indexes; the packages of each; collections; the
 * advisories and notes of each. Nothing is
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
     * @param basis names what its packages are made from, where that is more than the plain index: another file beside
     *     it, settings that change the outcome
     * @return whether its packages are wanted; false where an earlier run handed over this very index and basis
     */
    boolean index(MirroredSuite.Index index, Digest basis) throws IOException;

    /** Starts an index whose packages are made from it alone. */
    default boolean index(MirroredSuite.Index index) throws IOException {
        return index(index, index.plain().digest());
    }

    /** A package of the index started last. */
    void offered(OfferedPackage offered);

    /**
     * Starts a collection of advisories and notes: one file of the vendor's, or one part of it that changes by itself.
     * What an earlier run handed over under this name is replaced as a whole; an advisory that is not handed over again
     * counts as withdrawn by the vendor.
     *
     * @param name unique within the source, at most 200 characters
     * @param basis names what it is made from, settings that change the outcome included
     * @return whether its content is wanted; false where an earlier run handed over this very basis
     */
    boolean collection(String name, Digest basis) throws IOException;

    /** An advisory of the collection started last. Of two with one id the greater revision counts. */
    void advisory(Advisory advisory);

    /** What the collection started last knows of one CVE, whatever product it is in. */
    void note(VulnerabilityNote note);
}
