package io.fettle.spi.store;

import io.fettle.api.catalog.PatchId;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps since when each patch is known to be missing anywhere. Rows are added, never changed and never taken away: a patch
 * that comes back is an old one. The assessment is the only caller: it reads everything once and works from memory
 * afterwards. They are nobody's news, so no change rows go with them. Thread-safe; blocks.
 */
public interface FirstSeenStore {
    /** Hands over every patch, in any order. */
    void readAll(Consumer<FirstSeen> reader);

    /** Adds patches, in one transaction. One that is there already keeps its day. */
    void add(List<FirstSeen> patches);

    /** @param day in UTC */
    record FirstSeen(PatchId patch, LocalDate day) {}
}
