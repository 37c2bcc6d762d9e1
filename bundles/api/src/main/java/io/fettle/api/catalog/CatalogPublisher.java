package io.fettle.api.catalog;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.mirror.MirroredSuite;
import java.io.IOException;

/** Writes the catalog: what a source hands over is staged, then published as one revision. Thread-safe. */
public interface CatalogPublisher {
    /** Starts staging what one source offers now; nobody sees it before {@link Draft#publish}. One draft a source at a time. */
    Draft stage(String sourceId);

    /** Whether the newest revision has this source's part, whole. Where not, the source has to hand over everything. */
    boolean holds(String sourceId);

    /** How many package versions the newest revision has from this source. */
    long packages(String sourceId);

    /** How many advisories and notes the newest revision has from this source, withdrawn ones left out. */
    long advisories(String sourceId);

    /** Takes everything of this source out of the catalog, as a new revision. Durable when it returns. */
    void withdraw(String sourceId);

    /** Not thread-safe. Closing a draft that was not published drops it. */
    interface Draft extends AutoCloseable {
        /** Starts a suite; what follows belongs to it. */
        void repository(OfferedRepository repository);

        /**
         * Starts an index of the suite.
         *
         * @param basis names what its packages are made from, where that is more than the plain index
         * @return whether its packages have to be added; false where the newest revision has this very index of this
         *     source, made from this very basis, so that they are known
         */
        boolean index(MirroredSuite.Index index, Digest basis) throws IOException;

        /** Starts an index whose packages are made from it alone. */
        default boolean index(MirroredSuite.Index index) throws IOException {
            return index(index, index.plain().digest());
        }

        /** Adds a package to the index started last. */
        void add(OfferedPackage offered);

        /**
         * Starts a collection of advisories and notes, such as one file of the vendor's. Collections are published and
         * replaced as a whole; an advisory that a collection has no longer is kept as withdrawn.
         *
         * @param name unique within the source
         * @param basis names what it is made from; the same basis means the same content
         * @return whether its content has to be added; false where the newest revision has it from this very basis
         */
        boolean collection(String name, Digest basis) throws IOException;

        /** Adds to the collection started last. Of two with one id the later revision stays, among equals the later one. */
        void add(Advisory advisory);

        /** Adds to the collection started last. Of two on one CVE the later one stays. */
        void add(VulnerabilityNote note);

        /** True until a repository or a collection was started. */
        boolean isEmpty();

        /**
         * Makes everything durable, then visible at once; replaces all that this source published before. What is the same
         * as before makes no new revision.
         *
         * @return the revision's number
         */
        long publish() throws IOException;

        @Override
        void close();
    }
}
