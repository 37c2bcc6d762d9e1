package io.fettle.spi.store;

import io.fettle.api.Digest;
import java.time.Instant;
import java.util.List;

/**
 * Port: which content of the depot makes up the newest catalog revision. One part per source; the content itself
 * (manifest, segments, vendors' bytes) is in the depot and durable there before it is named here. Thread-safe; every
 * write is one transaction.
 */
public interface CatalogStore {
    /** The newest revision; {@link Revision#none} where nothing was ever published. */
    Revision newest();

    /**
     * Replaces this source's part (or adds it) and makes that the newest revision.
     *
     * @return the new revision's number, greater than every one before
     */
    long publish(Part part, List<PendingChange> changes);

    /**
     * Takes a source's part out; a new revision even where there was none.
     *
     * @return the new revision's number, greater than every one before
     */
    long withdraw(String sourceId, List<PendingChange> changes);

    /** @param number 0 where nothing was ever published */
    record Revision(long number, List<Part> parts) {
        public Revision {
            parts = List.copyOf(parts);
        }

        public static Revision none() {
            return new Revision(0, List.of());
        }
    }

    /**
     * What one source contributes.
     *
     * @param sourceId at most 64 characters
     * @param manifest names, in the depot, everything that belongs to the part
     */
    record Part(String sourceId, Digest manifest, long packages, Instant publishedAt) {}
}
