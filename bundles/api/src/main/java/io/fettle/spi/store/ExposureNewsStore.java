package io.fettle.spi.store;

import io.fettle.api.assessment.ExposureNews;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps news of exposure, and up to which revision of the catalog there are any. The assessment is the only caller: it reads
 * everything once and works from memory afterwards. Thread-safe; blocks.
 */
public interface ExposureNewsStore {
    /** What {@link #seen} says where nothing was ever compared. */
    long NEVER = -1;

    /** Hands over all news, oldest first. */
    void readAll(Consumer<ExposureNews> reader);

    /** The catalog revision that was compared last. */
    long seen();

    /**
     * Adds news, in one transaction with the change rows.
     *
     * @param news may be empty
     * @param seen the catalog revision that was compared
     * @param dropBefore news with lower ids go
     */
    void append(List<ExposureNews> news, long seen, long dropBefore, List<PendingChange> changes);
}
