package io.fettle.itests.bench.catalog;

import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.PendingChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store in memory. Thread-safe. */
public final class MemoryCatalogStore implements CatalogStore {
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private long number;

    @Override
    public synchronized Revision newest() {
        return new Revision(number, List.copyOf(parts.values()));
    }

    @Override
    public synchronized long publish(Part part, List<PendingChange> changes) {
        parts.put(part.sourceId(), part);
        return ++number;
    }

    @Override
    public synchronized long withdraw(String sourceId, List<PendingChange> changes) {
        parts.remove(sourceId);
        return ++number;
    }
}
