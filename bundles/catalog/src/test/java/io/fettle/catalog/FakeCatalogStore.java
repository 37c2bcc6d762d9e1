package io.fettle.catalog;

import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.PendingChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store in memory. Thread-safe. */
final class FakeCatalogStore implements CatalogStore {
    final List<PendingChange> changes = new ArrayList<>();
    Runnable afterCommit = () -> {};
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private long number;

    @Override
    public synchronized Revision newest() {
        return new Revision(number, List.copyOf(parts.values()));
    }

    @Override
    public synchronized long publish(Part part, List<PendingChange> causes) {
        parts.put(part.sourceId(), part);
        changes.addAll(causes);
        number++;
        afterCommit.run();
        return number;
    }

    @Override
    public synchronized long withdraw(String sourceId, List<PendingChange> causes) {
        parts.remove(sourceId);
        changes.addAll(causes);
        return ++number;
    }
}
