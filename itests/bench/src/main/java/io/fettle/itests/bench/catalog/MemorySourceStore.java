package io.fettle.itests.bench.catalog;

import io.fettle.spi.store.PendingChange;
import io.fettle.spi.store.SourceStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store in memory, for sources that are each added once. Thread-safe. */
final class MemorySourceStore implements SourceStore {
    private final Map<String, Stored> rows = new TreeMap<>();

    @Override
    public synchronized List<Stored> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized Optional<Stored> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized Stored configure(Configuration wanted, List<PendingChange> changes) {
        Stored stored = new Stored(wanted, Condition.fresh(wanted.createdAt()));
        rows.put(wanted.id(), stored);
        return stored;
    }

    @Override
    public synchronized void record(String id, Condition condition, List<PendingChange> changes) {
        rows.computeIfPresent(id, (key, row) -> new Stored(row.configuration(), condition));
    }

    @Override
    public synchronized void remove(String id, List<PendingChange> changes) {
        rows.remove(id);
    }
}
